package jeras.callbacks;

import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Model;
import jeras.utils.Arguments;
import jeras.utils.Warnings;

/** Watches one log and says whether it has become better, as Keras's callbacks do. */
final class Monitor {
    private final String callback;
    private final String name;
    private final String mode;
    private final double minDelta;
    private boolean greater;
    private boolean settled;

    Monitor(String callback, String name, String mode, double minDelta) {
        this.callback = callback;
        this.name = name;
        Arguments.oneOf(callback, "mode", mode, "auto", "min", "max");
        this.mode = mode;
        this.minDelta = Math.abs(minDelta);
    }

    /** Warns when the logs do not hold what is watched. */
    void warnIfMissing(Logs logs) {
        if (!logs.has(name)) {
            Warnings.warn(callback + " conditioned on metric `" + name
                    + "` which is not available. Available metrics are: " + String.join(",", logs.names()));
        }
    }

    String name() {
        return name;
    }

    /** True when the value beats the reference by the least change that counts. */
    boolean isImprovement(Model model, double value, double reference) {
        settle(model);
        return greater ? value - minDelta > reference : value + minDelta < reference;
    }

    private void settle(Model model) {
        if (settled) {
            return;
        }
        String log = name.startsWith("val_") ? name.substring(4) : name;
        String direction = mode.equals("auto") ? model.trainer().direction(log) : mode;
        if (direction.isEmpty()) {
            throw new InvalidArgumentException(JerasException.message(
                    callback + " cannot tell whether more or less of \"" + name + "\" is better.",
                    "mode \"min\" or \"max\"",
                    "mode \"auto\"",
                    "set mode(\"max\") to look for the highest value, mode(\"min\") for the lowest"));
        }
        greater = direction.equals("max");
        settled = true;
    }
}
