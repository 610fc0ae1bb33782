package jeras.training;

import ai.djl.Device;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import jeras.JerasException;
import jeras.Model;
import jeras.ModelStateException;
import jeras.backend.Backend;
import jeras.data.Batch;
import jeras.ops.Replicas;
import jeras.ops.Seeds;
import jeras.ops.Variable;

/** The programs of a model's steps of training and evaluation, each made when data first need it. */
final class Programs {
    private final Model model;
    private final Function<StepData, StepLogs> trainStep;
    private final Function<StepData, StepLogs> testStep;
    private final Supplier<Compiled> compiled;
    private final Object tracing;
    private final Map<Key, Steps> made = new HashMap<>();

    /** The looks of those programs that look at their numbers. */
    private final Map<Steps, NumericsCheck> numerics = new HashMap<>();

    private boolean checkNumerics;

    /** The program that was asked for last, and what for. */
    private Steps current;

    private Batch currentBatch;
    private boolean currentTraining;
    private List<Device> currentShared = List.of();

    /** What a program was made for; another set of trainable weights needs another. */
    private record Key(
            boolean training,
            boolean checks,
            Signature signature,
            List<Variable> trainable,
            Device device,
            List<Device> shared) {}

    /**
     * @param trainStep records a step of training
     * @param testStep records a step of evaluation
     * @param compiled what the model was compiled with
     * @param tracing held while the model is recorded
     */
    Programs(
            Model model,
            Function<StepData, StepLogs> trainStep,
            Function<StepData, StepLogs> testStep,
            Supplier<Compiled> compiled,
            Object tracing) {
        this.model = model;
        this.trainStep = trainStep;
        this.testStep = testStep;
        this.compiled = compiled;
        this.tracing = tracing;
    }

    void forget() {
        made.clear();
        numerics.clear();
    }

    /** Whether the programs of training that are asked for from now on look at all of their numbers. */
    void checkNumerics(boolean check) {
        checkNumerics = check;
    }

    /** What looks at a program's numbers; null when nothing does. */
    NumericsCheck numerics(Steps program) {
        return numerics.get(program);
    }

    /** The program that was asked for last; null when that is over. */
    Steps current() {
        return current;
    }

    /** The next program is looked for anew: a layer may have been frozen. */
    void renew() {
        current = null;
        currentBatch = null;
    }

    /**
     * The program for a batch; it is not looked for again for rows of the same arrays.
     *
     * @param samples how many of the batch's rows a step takes
     */
    @SuppressWarnings("ReferenceEquality") // equal by value would compare all numbers
    Steps of(boolean training, Batch batch, int samples) {
        List<Device> shared = training && checkNumerics ? List.of() : Sharing.of(samples);
        if (current == null || currentBatch != batch || currentTraining != training || !currentShared.equals(shared)) {
            synchronized (tracing) {
                current = Replicas.over(shared, () -> find(training, batch, shared));
            }
            currentBatch = batch;
            currentTraining = training;
            currentShared = shared;
        }
        return current;
    }

    private Steps find(boolean training, Batch batch, List<Device> shared) {
        Sharing.check(model, shared);
        Signature signature = Signature.of(batch, model.inputLayers());
        if (!model.isBuilt() && model.computes()) {
            signature.build(model);
        }
        // When a program is made must not decide what the epochs after it look like.
        long seeds = Seeds.state();
        boolean built = model.isBuilt();
        boolean checks = training && checkNumerics;
        Device device = Backend.device();
        Steps steps = made.get(new Key(training, checks, signature, model.trainableWeights(), device, shared));
        if (steps == null) {
            NumericsCheck check = new NumericsCheck();
            steps = training
                    ? Steps.training(
                            model,
                            compiled.get(),
                            signature,
                            device,
                            data -> checks
                                    ? check.record(model, data, () -> trainStep.apply(data))
                                    : trainStep.apply(data))
                    : Steps.evaluation(model, compiled.get(), signature, device, testStep::apply);
            // The first recording of a user's model may have made its weights.
            made.put(new Key(training, checks, signature, model.trainableWeights(), device, shared), steps);
            if (checks) {
                numerics.put(steps, check);
            }
            if (built) {
                Seeds.reset(seeds);
            }
        }
        return steps;
    }

    /** The text of a program that has been made for {@code "train"} or {@code "evaluate"}. */
    String text(String which) {
        boolean training = which.equals("train");
        return made.entrySet().stream()
                .filter(e -> e.getKey().training() == training)
                .map(e -> e.getValue().text())
                .findFirst()
                .orElseThrow(() -> new ModelStateException(JerasException.message(
                        "There is no program \"" + which + "\" yet.",
                        "\"train\" after fit, \"evaluate\" after evaluate, \"predict\" after predict",
                        "\"" + which + "\"",
                        "run it once")));
    }
}
