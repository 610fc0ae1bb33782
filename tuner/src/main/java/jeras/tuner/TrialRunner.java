package jeras.tuner;

import ai.djl.ndarray.types.Shape;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;
import jeras.JerasException;
import jeras.Model;
import jeras.ops.Seeds;

/** Runs single trials: builds, trains, and says what came of it. */
record TrialRunner(Settings settings, Project project, ModelMaker models, long seed, Training training) {
    /** What is kept of a failure's stack trace. */
    private static final int LONGEST_MESSAGE = 8000;

    /**
     * How a trial ended.
     *
     * @param failure why it failed; null when it did not
     */
    record Outcome(Trial trial, Throwable failure) {}

    /**
     * Runs a trial; whatever its model throws makes it a failed one.
     *
     * @param others the trials so far by their ids
     */
    Outcome run(Trial trial, Function<Object, Trial> others) {
        long begun = System.nanoTime();
        project.dropCheckpoint(trial.id());
        HyperParameters hyperparameters = trial.hyperparameters();
        Throwable failure = null;
        Trial ended = trial;
        try {
            ended = completed(trial, hyperparameters, others);
        } catch (FatalException e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError e) {
            // Too large a model is what searches meet; the next one may fit.
            failure = e;
            ended = trial.with("message", text(e));
        }
        int runs = trial.state().runs() + 1;
        boolean retry = runs <= settings.maxRetriesPerTrial() && !(failure instanceof ModelMaker.TooLarge);
        TrialStatus status =
                ended.score().isPresent() ? TrialStatus.COMPLETED : retry ? TrialStatus.INVALID : TrialStatus.FAILED;
        double seconds = trial.state().seconds() + (System.nanoTime() - begun) / 1e9;
        return new Outcome(
                ended.with("status", status)
                        .with("runs", runs)
                        .with("seconds", seconds)
                        .with("hyperparameters", hyperparameters.copy()),
                failure);
    }

    private Trial completed(Trial trial, HyperParameters hyperparameters, Function<Object, Trial> others) {
        SaveBestEpoch saver = new SaveBestEpoch(settings.objective(), project.checkpoint(trial.id()));
        List<TrialResult.Best> results = new ArrayList<>();
        List<Shape> inputs = List.of();
        for (int execution = 0; execution < settings.executionsPerTrial(); execution++) {
            // The model before holds native memory, of which the collector knows nothing.
            System.gc();
            Seeds.reset(
                    SeedMix.of(seed, Integer.parseInt(trial.id()), trial.state().runs(), execution));
            Model model = models.buildWithin(hyperparameters);
            goOnFrom(trial, model, others);
            results.add(best(settings.hypermodel()
                    .fit(hyperparameters, model, fit(trial, hyperparameters, execution, model, saver))));
            inputs = anyBatch(model.inputShapes());
        }
        Map<String, Double> means = means(results);
        double score = means.get(settings.objective().name());
        return trial.with("metrics", means)
                .with("score", score)
                .with("bestStep", (int) results.stream()
                        .mapToInt(TrialResult.Best::epoch)
                        .average()
                        .orElse(0))
                .with("inputs", inputs)
                .with("message", Double.isNaN(score) ? settings.objective().name() + " is NaN" : "");
    }

    private TrialFit fit(
            Trial trial, HyperParameters hyperparameters, int execution, Model model, SaveBestEpoch saver) {
        return new TrialFit(
                model,
                project.checkpoint(trial.id()),
                more -> training.fit(model, f -> {
                    f.forRun(trial.id() + "/execution" + execution);
                    if (hyperparameters.contains(HyperbandOracle.EPOCHS)) {
                        f.epochs(hyperparameters.getInt(HyperbandOracle.EPOCHS))
                                .initialEpoch(hyperparameters.getInt(HyperbandOracle.INITIAL_EPOCH));
                    }
                    f.callbacks(saver.callback());
                    more.accept(f);
                }));
    }

    /** In a later round of Hyperband a trial goes on with the weights of the one that was promoted. */
    private void goOnFrom(Trial trial, Model model, Function<Object, Trial> others) {
        Object id = trial.values().get(HyperbandOracle.TRIAL_ID);
        if (id != null) {
            Trial before = others.apply(id);
            ModelMaker.restore(model, before.state().inputs(), project.checkpoint(before.id()));
        }
    }

    private TrialResult.Best best(TrialResult result) {
        Objective objective = settings.objective();
        TrialResult.Best best = result == null ? null : result.best(objective);
        if (best == null) {
            throw new FatalException(JerasException.message(
                    "What training gives does not hold the objective.",
                    objective == Objective.DEFAULT
                            ? "an objective, or a number returned by fit of the HyperModel"
                            : String.join(", ", objective.logs()),
                    result == null ? "null" : result.names().toString(),
                    "tell objective(...) one of these, or give validation data for one that begins with val_"));
        }
        return best;
    }

    private static Map<String, Double> means(List<TrialResult.Best> results) {
        Map<String, Double> means = new LinkedHashMap<>();
        results.forEach(r -> r.logs().forEach((name, value) -> means.merge(name, value / results.size(), Double::sum)));
        return means;
    }

    private static List<Shape> anyBatch(List<Shape> shapes) {
        return shapes.stream()
                .map(s -> new Shape(LongStream.range(0, s.dimension())
                        .map(i -> i == 0 ? -1 : s.get((int) i))
                        .toArray()))
                .toList();
    }

    private static String text(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        String text = trace.toString();
        return text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) + "..." : text;
    }
}
