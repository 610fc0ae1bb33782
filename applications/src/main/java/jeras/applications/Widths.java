package jeras.applications;

/** Numbers of channels of networks that are made wider or narrower. */
final class Widths {
    private Widths() {}

    /** The multiple of 8 nearest to {@code channels}, at least 8 and not below 90 % of it. */
    static int divisibleBy8(double channels) {
        int nearest = Math.max(8, (int) Math.floor((channels + 4) / 8) * 8);
        return nearest < 0.9 * channels ? nearest + 8 : nearest;
    }
}
