package jeras.tuner;

import java.nio.file.Path;
import jeras.callbacks.Callback;
import jeras.callbacks.Logs;

/** Keeps the weights of the best epoch of all executions of a trial. */
final class SaveBestEpoch {
    private final Objective objective;
    private final Path file;
    private double best;
    private boolean seen;

    SaveBestEpoch(Objective objective, Path file) {
        this.objective = objective;
        this.file = file;
        this.best = objective.worst();
    }

    /** What one execution is watched by. */
    Callback callback() {
        return new Callback() {
            @Override
            public void onEpochEnd(int epoch, Logs logs) {
                if (isWanted(logs)) {
                    model().saveWeights(file);
                }
            }
        };
    }

    /** Without the objective, which may be computed after training, the last epoch is kept. */
    private boolean isWanted(Logs logs) {
        if (!objective.isIn(logs.asMap())) {
            return !seen;
        }
        double value = objective.value(logs.asMap());
        boolean wanted = objective.isBetter(value, best);
        if (wanted) {
            best = value;
            seen = true;
        }
        return wanted;
    }
}
