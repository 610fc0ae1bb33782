package jeras.ops;

/** What is read at places that are not pixels: between them, and beyond the first and the last. */
abstract class Border {
    final String mode;

    Border(String mode) {
        this.mode = mode;
    }

    /** The place to read instead of a place, before its neighbours are looked for. */
    abstract Tensor place(Tensor at, Tensor length);

    /** The pixel to read instead of a pixel beyond the border. */
    abstract Tensor pixel(Tensor index, Tensor length);

    /** The nearest pixel of a place. */
    abstract Tensor nearest(Tensor at);

    final boolean isConstant() {
        return mode.equals("constant");
    }

    static Tensor clamp(Tensor index, Tensor length) {
        return Ops.maximum(Ops.minimum(index, length.subtract(1)), 0);
    }

    /** The rules of affine and perspective transforms, which are those of TensorFlow's image transforms. */
    static Border ofImages(String mode) {
        return new Border(mode) {
            @Override
            Tensor place(Tensor at, Tensor length) {
                return switch (mode) {
                    case "reflect" -> reflected(at, length);
                    case "wrap" -> wrapped(at, length);
                    case "nearest" -> clamp(at, length);
                    default -> at;
                };
            }

            @Override
            Tensor pixel(Tensor index, Tensor length) {
                return clamp(index, length);
            }

            @Override
            Tensor nearest(Tensor at) {
                // Half away from zero; adding 0.5 would round the largest float below 0.5 up.
                Tensor whole = Ops.sign(at).multiply(Ops.floor(Ops.abs(at)));
                Tensor half = Ops.greaterEqual(Ops.abs(at.subtract(whole)), 0.5);
                return Ops.where(half, whole.add(Ops.sign(at)), whole);
            }
        };
    }

    private static Tensor reflected(Tensor at, Tensor length) {
        Tensor twice = length.multiply(2);
        Tensor low = at.add(twice.multiply(Ops.floor(at.negative().divide(twice))));
        low = Ops.where(Ops.less(low, length.negative()), low.add(twice), Ops.subtract(-1, low));
        Tensor high = at.subtract(twice.multiply(Ops.floor(at.divide(twice))));
        high = Ops.where(Ops.greaterEqual(high, length), twice.subtract(1).subtract(high), high);
        return beyond(at, length, low, high);
    }

    private static Tensor wrapped(Tensor at, Tensor length) {
        Tensor last = Ops.maximum(length.subtract(1), 1);
        Tensor low =
                at.add(length.multiply(Ops.floor(at.negative().divide(last)).add(1)));
        Tensor high = at.subtract(length.multiply(Ops.floor(at.divide(last))));
        return beyond(at, length, low, high);
    }

    private static Tensor beyond(Tensor at, Tensor length, Tensor low, Tensor high) {
        Tensor right = Ops.where(Ops.greater(at, length.subtract(1)), high, at);
        return clamp(Ops.where(Ops.less(at, 0), low, right), length);
    }

    /**
     * The rules of {@code map_coordinates}, those of SciPy. Keras on TensorFlow departs from its own documentation in
     * {@code reflect} and {@code mirror}, which here are as documented.
     */
    static Border ofCoordinates(String mode) {
        return new Border(mode) {
            @Override
            Tensor place(Tensor at, Tensor length) {
                return at;
            }

            @Override
            Tensor pixel(Tensor index, Tensor length) {
                return switch (mode) {
                    case "reflect" -> {
                        Tensor twice = length.multiply(2);
                        Tensor folded = remainder(index, twice);
                        yield Ops.minimum(folded, twice.subtract(1).subtract(folded));
                    }
                    case "mirror" -> {
                        Tensor twice = Ops.maximum(length.subtract(1).multiply(2), 1);
                        Tensor folded = remainder(index, twice);
                        yield Ops.minimum(folded, twice.subtract(folded));
                    }
                    case "wrap" -> remainder(index, length);
                    default -> clamp(index, length);
                };
            }

            @Override
            Tensor nearest(Tensor at) {
                return Ops.round(at);
            }
        };
    }

    private static Tensor remainder(Tensor x, Tensor divisor) {
        return x.subtract(divisor.multiply(Ops.floor(x.divide(divisor))));
    }
}
