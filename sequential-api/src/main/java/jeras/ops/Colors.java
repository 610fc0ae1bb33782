package jeras.ops;

import ai.djl.ndarray.types.DataType;
import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ShapeMismatchException;

/** Formulas between colour spaces, for pixels whose last axis holds the colours. */
final class Colors {
    private Colors() {}

    static Tensor grayscale(Tensor rgb) {
        Tensor[] c = split("rgbToGrayscale", Ops.floating(rgb));
        Tensor gray = c[0].multiply(0.2989).add(c[1].multiply(0.587)).add(c[2].multiply(0.114));
        return Ops.cast(gray, rgb.dataType());
    }

    static Tensor hsv(Tensor rgb) {
        Tensor[] c = split("rgbToHsv", floats("rgbToHsv", rgb));
        Tensor red = c[0];
        Tensor green = c[1];
        Tensor blue = c[2];
        Tensor value = Ops.max(rgb, true, -1);
        Tensor range = value.subtract(Ops.min(rgb, true, -1));
        Tensor saturation = Ops.where(Ops.greater(value, 0), Ops.divideNoNan(range, value), 0);
        Tensor sixth = Ops.divideNoNan(Ops.onesLike(range), range.multiply(6));
        Tensor fromRed = sixth.multiply(green.subtract(blue));
        Tensor fromGreen = sixth.multiply(blue.subtract(red)).add(2 / 6.0);
        Tensor fromBlue = sixth.multiply(red.subtract(green)).add(4 / 6.0);
        Tensor hue = Ops.where(Ops.equal(red, value), fromRed, Ops.where(Ops.equal(green, value), fromGreen, fromBlue));
        hue = Ops.where(Ops.greater(range, 0), hue, 0);
        hue = Ops.where(Ops.less(hue, 0), hue.add(1), hue);
        return Ops.concatenate(List.of(hue, saturation, value), -1);
    }

    static Tensor rgb(Tensor hsv) {
        Tensor[] c = split("hsvToRgb", floats("hsvToRgb", hsv));
        Tensor angle = c[0].multiply(6);
        Tensor red = Ops.abs(angle.subtract(3)).subtract(1);
        Tensor green = Ops.subtract(2, Ops.abs(angle.subtract(2)));
        Tensor blue = Ops.subtract(2, Ops.abs(angle.subtract(4)));
        Tensor pure = Ops.clip(Ops.concatenate(List.of(red, green, blue), -1), 0, 1);
        Tensor pale = pure.multiply(c[1]).add(Ops.subtract(1, c[1]));
        return pale.multiply(c[2]);
    }

    private static Tensor[] split(String operation, Tensor x) {
        if (x.size(-1) != 3) {
            throw new ShapeMismatchException(JerasException.message(
                    operation + " takes images of three colours.",
                    "3 channels",
                    Shapes.text(x.shape()) + ", channels last",
                    "choose the dataFormat that the images have"));
        }
        return Ops.split(x, 3, -1).toArray(Tensor[]::new);
    }

    private static Tensor floats(String operation, Tensor x) {
        DataType type = x.dataType();
        if (!type.isFloating()) {
            throw new InvalidArgumentException(JerasException.message(
                    operation + " takes floats.",
                    "a floating data type",
                    type.toString(),
                    "cast the images to float32"));
        }
        return x;
    }
}
