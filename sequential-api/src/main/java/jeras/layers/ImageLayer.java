package jeras.layers;

import java.util.List;
import java.util.function.Function;
import jeras.Array;
import jeras.backend.Eager;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/** What layers on images have in common: one image or a batch of them, channels last or first. */
abstract class ImageLayer<L extends ImageLayer<L, C>, C extends Record> extends KerasLayer<L, C> {
    private final String dataFormat;
    private final Eager eager;

    ImageLayer(C config, Function<C, L> maker, String dataFormat) {
        super(config, maker);
        this.dataFormat = dataFormat;
        eager = new Eager(true, this::applyAll);
    }

    /**
     * The output for arrays, computed at once, as in training: for a look at what the layer does, and for the {@code map} of a
     * data set.
     *
     * @param images {@code (height, width, channels)}, or with a batch before
     */
    public final Array apply(Array images) {
        return eager.call(List.of(images), images.rank() == 4).get(0);
    }

    /**
     * The images as they become; of the same form.
     *
     * @param images {@code (batch, height, width, channels)}
     */
    abstract Tensor transform(Tensor images, boolean training);

    @Override
    protected final Tensor call(Tensor x, Call call) {
        return back(transform(images(x), call.training()), x.rank());
    }

    /** The input as a batch, channels last. */
    final Tensor images(Tensor x) {
        if (x.rank() != 3 && x.rank() != 4) {
            throw Check.wrong(
                    this,
                    x.shape(),
                    "3 axes for one image, 4 with the batch",
                    x.rank() + " axes",
                    "reshape it to (batch, height, width, channels)");
        }
        return DataFormat.toLast(x.rank() == 3 ? Ops.expandDims(x, 0) : x, dataFormat);
    }

    /** A batch, channels last, in the form of an input with so many axes; floats in the data type that the layer gives. */
    final Tensor back(Tensor images, int rank) {
        Tensor ordered = DataFormat.fromLast(images, dataFormat);
        Tensor cast = images.dataType().isFloating() ? Ops.cast(ordered, computeDtype()) : ordered;
        return rank == 3 ? Ops.squeeze(cast, 0) : cast;
    }

    final Eager eager() {
        return eager;
    }
}
