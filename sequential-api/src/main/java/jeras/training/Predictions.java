package jeras.training;

import ai.djl.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import jeras.Array;
import jeras.JerasException;
import jeras.Model;
import jeras.ModelStateException;
import jeras.backend.Backend;
import jeras.backend.Feed;
import jeras.backend.FeedPool;
import jeras.callbacks.Callback;
import jeras.callbacks.ProgbarLogger;
import jeras.data.Batch;
import jeras.ops.Replicas;
import jeras.ops.Tensor;

/** A model's outputs for data. Several threads may ask at once. */
final class Predictions {
    private final Model model;
    private final Function<StepData, List<Tensor>> step;
    private final FeedPool feeds;
    private final Object tracing;
    private final Map<Key, Forward> programs = new ConcurrentHashMap<>();

    private record Key(Signature signature, Device device, List<Device> shared) {}

    /**
     * @param step records the outputs for a batch
     * @param tracing held while the model is recorded, so that two threads never build it at once
     */
    Predictions(Model model, Function<StepData, List<Tensor>> step, Object tracing, FeedPool feeds) {
        this.model = model;
        this.step = step;
        this.feeds = feeds;
        this.tracing = tracing;
    }

    List<Array> of(Source source, EvaluateOptions options) {
        try (source) {
            return walk(source, options);
        }
    }

    private List<Array> walk(Source source, EvaluateOptions options) {
        // The first batch of a data set is held against what the model declares.
        source.sample();
        List<Callback> all = new ArrayList<>(options.callbacks);
        if (options.verbose > 0) {
            all.add(new ProgbarLogger());
        }
        long steps = options.steps > 0 ? options.steps : source.steps().orElse(-1);
        CallbackList callbacks = new CallbackList(all, model, new Callback.FitParams(options.verbose, 1, steps));
        List<List<Array>> parts = new ArrayList<>();
        int batch = 0;
        callbacks.all(Callback::onPredictBegin);
        try (Feed feed = feeds.take(Backend.device());
                Source.Walk walk = source.walk()) {
            for (Source.Step step = walk.next(1); step != null; step = walk.next(1)) {
                int number = batch++;
                callbacks.all(c -> c.onPredictBatchBegin(number));
                Forward program = program(
                        Signature.of(new Batch(step.data().x(), List.of(), List.of()), model.inputLayers()),
                        Sharing.of(step.samples()));
                parts.add(program.ask(feed, step));
                callbacks.all(c -> c.onPredictBatchEnd(number));
                if (options.steps > 0 && batch == options.steps) {
                    break;
                }
            }
        }
        callbacks.all(Callback::onPredictEnd);
        return join(parts);
    }

    private static List<Array> join(List<List<Array>> parts) {
        List<Array> first = parts.get(0);
        if (parts.size() == 1) {
            return first;
        }
        List<Array> joined = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            int output = i;
            joined.add(Array.concatenate(parts.stream().map(p -> p.get(output)).toList(), 0));
        }
        return joined;
    }

    private Forward program(Signature signature, List<Device> shared) {
        Key key = new Key(signature, Backend.device(), shared);
        Forward program = programs.get(key);
        if (program == null) {
            synchronized (tracing) {
                program = programs.computeIfAbsent(key, this::build);
            }
        }
        return program;
    }

    private Forward build(Key key) {
        Sharing.check(model, key.shared());
        if (!model.isBuilt() && model.computes()) {
            key.signature().build(model);
        }
        return Replicas.over(key.shared(), () -> Forward.of(model, key.signature(), key.device(), step));
    }

    void forget() {
        programs.clear();
    }

    String text() {
        return programs.values().stream()
                .findFirst()
                .map(Forward::text)
                .orElseThrow(() -> new ModelStateException(JerasException.message(
                        "There is no program \"predict\" yet.", "one call of predict", "none", "call predict once")));
    }
}
