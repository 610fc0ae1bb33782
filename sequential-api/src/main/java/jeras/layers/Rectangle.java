package jeras.layers;

import ai.djl.ndarray.types.DataType;
import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/** Rectangles at random places of images, one for each image; numbers are {@code (batch, 1, 1, 1)}. */
record Rectangle(Tensor left, Tensor right, Tensor top, Tensor bottom) {
    /**
     * @param width the share of the images' width
     * @param height the share of the images' height
     */
    static Rectangle of(Tensor images, Tensor width, Tensor height, Noise noise) {
        Tensor columns = width.multiply(Ops.length(images, 2));
        Tensor rows = height.multiply(Ops.length(images, 1));
        Tensor left = start(images, noise, Ops.length(images, 2).subtract(columns));
        Tensor top = start(images, noise, Ops.length(images, 1).subtract(rows));
        return new Rectangle(left, left.add(columns), top, top.add(rows));
    }

    private static Tensor start(Tensor images, Noise noise, Tensor room) {
        return noise.uniform(images, RandomImageLayer.EACH, 0, 1).multiply(room);
    }

    /** True for the pixels inside: {@code (batch, height, width, 1)}. */
    Tensor covers(Tensor images) {
        Tensor ones = Ops.onesLike(Ops.cast(images.get("0:1, :, :, 0:1"), DataType.INT32));
        Tensor y = Ops.cumsum(ones, 1).subtract(1);
        Tensor x = Ops.cumsum(ones, 2).subtract(1);
        Tensor across = Ops.logicalAnd(Ops.greaterEqual(x, left), Ops.less(x, right));
        Tensor down = Ops.logicalAnd(Ops.greaterEqual(y, top), Ops.less(y, bottom));
        return Ops.logicalAnd(across, down);
    }

    /** The share of the images' area. */
    Tensor area(Tensor images) {
        Tensor whole = Ops.length(images, 1).multiply(Ops.length(images, 2));
        return right.subtract(left).multiply(bottom.subtract(top)).divide(whole);
    }
}
