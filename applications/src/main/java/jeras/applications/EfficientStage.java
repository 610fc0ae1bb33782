package jeras.applications;

/**
 * Some blocks of an EfficientNet, one after the other, before the network is scaled.
 *
 * @param isFused whether plain convolutions widen and see the neighbours at once; else each channel is convolved by itself, and the
 *     channels are weighed
 * @param kernelSize of the convolution that sees the neighbours
 * @param repeats how many blocks there are
 * @param filters the channels after each block
 * @param expansion by how much a block widens
 * @param stride by how much the first block shrinks height and width
 */
record EfficientStage(boolean isFused, int kernelSize, int repeats, int filters, int expansion, int stride) {
    static EfficientStage mobile(int kernelSize, int repeats, int filters, int expansion, int stride) {
        return new EfficientStage(false, kernelSize, repeats, filters, expansion, stride);
    }

    static EfficientStage fused(int repeats, int filters, int expansion, int stride) {
        return new EfficientStage(true, 3, repeats, filters, expansion, stride);
    }

    /** How many blocks there are in a network that is so much deeper. */
    int repeats(double depth) {
        return (int) Math.ceil(depth * repeats);
    }
}
