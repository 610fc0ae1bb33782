package jeras.initializers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** Windows by SciPy's names, as functions of the place from 0 to 1; those that need no arguments. */
final class Windows {
    private static final Map<String, DoubleUnaryOperator> ALL = new LinkedHashMap<>();

    static {
        add(cosines(0.5, 0.5), "hann", "han");
        add(cosines(0.54, 0.46), "hamming", "hamm", "ham");
        add(cosines(0.42, 0.5, 0.08), "blackman", "black", "blk");
        add(cosines(0.3635819, 0.4891775, 0.1365995, 0.0106411), "nuttall", "nutl", "nut");
        add(cosines(0.35875, 0.48829, 0.14128, 0.01168), "blackmanharris", "blackharr", "bkh");
        add(cosines(0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368), "flattop", "flat", "flt");
        add(t -> 1, "boxcar", "box", "ones", "rect", "rectangular");
        add(t -> 1 - Math.abs(2 * t - 1), "bartlett", "bart", "brt");
        add(
                t -> 0.62 - 0.48 * Math.abs(t - 0.5) + 0.38 * Math.cos(2 * Math.PI * (t - 0.5)),
                "barthann",
                "brthan",
                "bth");
        add(Windows::bohman, "bohman", "bman", "bmn");
    }

    private Windows() {}

    private static void add(DoubleUnaryOperator window, String... names) {
        for (String name : names) {
            ALL.put(name, window);
        }
    }

    static String[] names() {
        return ALL.keySet().toArray(String[]::new);
    }

    /** @param symmetric whether the window ends as it starts, or else would go on with its start */
    static double[] of(String name, int length, boolean symmetric) {
        DoubleUnaryOperator window = ALL.get(name);
        double[] values = new double[length];
        double last = symmetric ? length - 1 : length;
        for (int i = 0; i < length; i++) {
            values[i] = length == 1 ? 1 : window.applyAsDouble(i / last);
        }
        return values;
    }

    /** {@code a0 - a1 cos(2πt) + a2 cos(4πt) - ...}. */
    private static DoubleUnaryOperator cosines(double... a) {
        return t -> {
            double sum = 0;
            for (int k = 0; k < a.length; k++) {
                sum += (k % 2 == 0 ? 1 : -1) * a[k] * Math.cos(2 * Math.PI * k * t);
            }
            return sum;
        };
    }

    private static double bohman(double t) {
        double x = Math.abs(2 * t - 1);
        return x >= 1 ? 0 : (1 - x) * Math.cos(Math.PI * x) + Math.sin(Math.PI * x) / Math.PI;
    }
}
