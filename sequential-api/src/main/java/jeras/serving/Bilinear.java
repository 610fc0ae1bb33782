package jeras.serving;

/**
 * Brings pixels to another size as Keras's {@code Resizing} does, between the four nearest ones. DJL's own resizing gives other
 * numbers.
 */
final class Bilinear {
    private Bilinear() {}

    /**
     * Resizes.
     *
     * @param pixels {@code (height, width, channels)} in row-major order
     * @return {@code (toHeight, toWidth, channels)}
     */
    static float[] resize(int[] pixels, int height, int width, int channels, int toHeight, int toWidth) {
        float[] resized = new float[toHeight * toWidth * channels];
        for (int y = 0; y < toHeight; y++) {
            Between row = Between.of(y, toHeight, height);
            for (int x = 0; x < toWidth; x++) {
                Between column = Between.of(x, toWidth, width);
                for (int c = 0; c < channels; c++) {
                    double upper = column.mix(pixels, row.low * width, channels, c);
                    double lower = column.mix(pixels, row.high * width, channels, c);
                    resized[(y * toWidth + x) * channels + c] = (float) (upper + row.share * (lower - upper));
                }
            }
        }
        return resized;
    }

    /** Where the middle of a new pixel lies between those of two old ones. */
    private record Between(int low, int high, double share) {
        static Between of(int to, int newSize, int oldSize) {
            double place = Math.max(0, (to + 0.5) * oldSize / newSize - 0.5);
            int low = Math.min((int) place, oldSize - 1);
            return new Between(low, Math.min(low + 1, oldSize - 1), place - low);
        }

        double mix(int[] pixels, int rowStart, int channels, int channel) {
            double left = pixels[(rowStart + low) * channels + channel];
            double right = pixels[(rowStart + high) * channels + channel];
            return left + share * (right - left);
        }
    }
}
