package jeras.training;

import java.util.List;
import java.util.function.Consumer;
import jeras.Model;
import jeras.callbacks.Callback;
import jeras.callbacks.Logs;

/** The callbacks of a run, called in order. */
final class CallbackList {
    private final List<Callback> callbacks;

    CallbackList(List<Callback> callbacks, Model model, Callback.FitParams params) {
        this.callbacks = List.copyOf(callbacks);
        this.callbacks.forEach(c -> c.attach(model, params));
    }

    void all(Consumer<Callback> moment) {
        callbacks.forEach(moment);
    }

    /** Whether one of them wants to be called around each single batch. */
    boolean watchesBatches() {
        return callbacks.stream().anyMatch(Callback::watchesBatches);
    }

    void batchEnd(int batch, Logs logs) {
        for (Callback c : callbacks) {
            c.onTrainBatchEnd(batch, logs);
        }
    }
}
