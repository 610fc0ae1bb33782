package jeras.training;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import jeras.Array;
import jeras.History;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Metrics;
import jeras.Model;
import jeras.ModelStateException;
import jeras.backend.Backend;
import jeras.backend.Feed;
import jeras.backend.FeedPool;
import jeras.callbacks.Callback;
import jeras.callbacks.Logs;
import jeras.callbacks.ProgbarLogger;
import jeras.data.Batch;
import jeras.data.Dataset;
import jeras.data.Inputs;
import jeras.data.PyDataset;
import jeras.metrics.Metric;
import jeras.ops.Seeds;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.optimizers.Optimizer;
import jeras.utils.Measured;

/** The loops of one model: {@code fit}, {@code evaluate} and {@code predict}, and the programs that they run. */
public final class Trainer {
    private final Model model;
    private final Function<StepData, StepLogs> trainStep;
    private final Function<StepData, StepLogs> testStep;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, Steps> programs = new HashMap<>();
    private final FeedPool feeds = new FeedPool();
    private final Predictions predictions;
    private final Object tracing = new Object();
    private Compiled compiled;
    private volatile boolean stop;
    /** The program of the last step, and what it was asked for. */
    private Steps current;

    /** The program of the last epoch's last step. */
    private Steps trained;

    /** The training that is under way; null outside of fit. */
    private Run run;

    private Batch currentBatch;
    private boolean currentTraining;

    /** The looks of those programs that look at their numbers. */
    private final Map<Steps, NumericsCheck> numerics = new HashMap<>();

    private boolean checkNumerics;

    /** What a program was made for; another set of trainable weights needs another. */
    private record Key(
            boolean training, boolean checks, Signature signature, List<Variable> trainable, Device device) {}

    /**
     * @param trainStep records a step of training
     * @param testStep records a step of evaluation
     */
    public Trainer(Model model, Function<StepData, StepLogs> trainStep, Function<StepData, StepLogs> testStep) {
        this.model = model;
        this.trainStep = trainStep;
        this.testStep = testStep;
        this.predictions = new Predictions(model, tracing, feeds);
    }

    // ---- compile ---------------------------------------------------------------------------------------------------

    public void compile(CompileOptions options) {
        exclusively("compile", () -> {
            options.scaleLoss(model.dtypePolicy());
            compiled = new Compiled(options, model.outputNames());
            programs.clear();
            numerics.clear();
            return null;
        });
    }

    /** Drops all programs, because the model's layers have changed. */
    public void forget() {
        programs.clear();
        numerics.clear();
        predictions.forget();
    }

    /** What {@code compile} was told; null before. */
    public CompileOptions options() {
        return compiled == null ? null : compiled.options();
    }

    public Optimizer optimizer() {
        return needCompiled().optimizer();
    }

    private Compiled needCompiled() {
        if (compiled == null) {
            throw new ModelStateException(JerasException.message(
                    "The model is not compiled.",
                    "compile before fit, evaluate and trainOnBatch",
                    "a model without optimizer and loss",
                    "call model.compile(\"adam\", \"mse\"), for example"));
        }
        return compiled;
    }

    /** Whether less or more of a log is better; empty when that is not known. */
    public String direction(String log) {
        Steps last = trained == null ? current : trained;
        return last == null ? "" : last.direction(log);
    }

    /** What {@code compile} chose to be minimized, with what layers and regularizers add: a scalar. */
    public Tensor computeLoss(StepData data, List<Tensor> yPred) {
        return needCompiled().loss(data, yPred, model.losses());
    }

    /** Records the updates of what {@code compile} chose to measure. */
    public StepLogs computeMetrics(StepData data, List<Tensor> yPred, Tensor loss) {
        return needCompiled().update(data, yPred, loss);
    }

    /** What {@code compile} chose to measure, once it is settled by the first program. */
    public List<Metric> metrics() {
        return compiled == null ? List.of() : List.copyOf(compiled.metrics());
    }

    public void stopTraining() {
        stop = true;
    }

    // ---- fit -------------------------------------------------------------------------------------------------------

    public History fit(Object x, Object y, Consumer<FitOptions> told) {
        FitOptions options = new FitOptions();
        told.accept(options);
        Batch data = batch(x, y, options.sampleWeight);
        int count = Inputs.samples(data);
        Source validation = validation(options);
        if (validation == null && options.validationSplit > 0) {
            int at = (int) Math.floor(count * (1 - options.validationSplit));
            if (at == 0 || at == count) {
                throw new InvalidArgumentException(JerasException.message(
                        "The data cannot be split for validation.",
                        "at least one sample on each side",
                        count + " samples, of which validationSplit(" + options.validationSplit + ") holds back "
                                + (count - at),
                        "give more data or another share"));
            }
            validation = Source.arrays(slice(data, at, count), count - at, validationBatch(options), false);
            data = slice(data, 0, at);
            count = at;
        }
        int batchSize = options.batchSize > 0
                ? options.batchSize
                : options.stepsPerEpoch > 0 ? (count + options.stepsPerEpoch - 1) / options.stepsPerEpoch : 32;
        Batch weighted = Source.weighted(data, options.classWeight);
        return fit(Source.arrays(weighted, count, batchSize, options.shuffle), validation, options);
    }

    public History fit(Dataset data, Consumer<FitOptions> told) {
        FitOptions options = new FitOptions();
        told.accept(options);
        Map<Integer, Double> classWeight = options.classWeight;
        Dataset ordered = data instanceof PyDataset batches && options.shuffle ? batches.shuffled() : data;
        Dataset weighted = classWeight.isEmpty() ? ordered : ordered.map(b -> Source.weighted(b, classWeight));
        return fit(Source.dataset(model, weighted), validation(options), options);
    }

    private Source validation(FitOptions options) {
        if (options.validationDataset != null) {
            return Source.dataset(model, options.validationDataset);
        }
        if (options.validationX == null) {
            return null;
        }
        Batch data = batch(options.validationX, options.validationY, options.validationWeight);
        return Source.arrays(data, Inputs.samples(data), validationBatch(options), false);
    }

    private static int validationBatch(FitOptions options) {
        return options.validationBatchSize > 0
                ? options.validationBatchSize
                : options.batchSize > 0 ? options.batchSize : 32;
    }

    private static Batch slice(Batch data, int from, int to) {
        return new Batch(
                data.x().stream().map(a -> a.slice(from, to)).toList(),
                data.y().stream().map(a -> a.slice(from, to)).toList(),
                data.sampleWeight().stream().map(a -> a.slice(from, to)).toList());
    }

    private History fit(Source source, Source validation, FitOptions options) {
        return exclusively("fit", () -> {
            needCompiled();
            try (source;
                    validation) {
                return run(source, validation, options);
            }
        });
    }

    private History run(Source source, Source validation, FitOptions options) {
        // The first batch of a data set is held against what the model declares.
        source.sample();
        History history = new History();
        long steps = options.stepsPerEpoch > 0
                ? options.stepsPerEpoch
                : source.steps().orElse(-1);
        List<Callback> all = new ArrayList<>(options.callbacks);
        if (options.verbose > 0) {
            all.add(new ProgbarLogger());
        }
        CallbackList callbacks =
                new CallbackList(all, model, new Callback.FitParams(options.verbose, options.epochs, steps));
        stop = false;
        checkNumerics = options.checkNumerics;
        trained = null;
        Epochs epochs = new Epochs(source, options.stepsPerEpoch);
        run = new Run(history, epochs, all, options.initialEpoch);
        try (Feed feed = feeds.take(Backend.device())) {
            callbacks.all(Callback::onTrainBegin);
            Logs last = new Logs(Map::of);
            boolean told = false;
            try (epochs) {
                for (int epoch = run.nextEpoch; epoch < options.epochs && !stop; epoch++) {
                    last = epoch(epoch, epochs, validation, options, feed, callbacks);
                    run.add(epoch, last.measured());
                    history.addWait(epochs.waitShare());
                    int settled = epoch;
                    callbacks.all(c -> c.afterEpoch(settled));
                    told = told
                            || (last.has("loss") && LossCheck.tellIfNotFinite(model, source, epoch, last.get("loss")));
                    if (epochs.dry()) {
                        break;
                    }
                }
            }
            if (trained == null && !history.epoch().isEmpty()) {
                trained = program(true, source.sample()); // all epochs were made before an interruption
            }
            if (trained != null && trained.finishes()) {
                trained.finish();
            }
            Logs end = last;
            callbacks.all(c -> c.onTrainEnd(end));
        } finally {
            run = null;
            checkNumerics = false;
        }
        return history;
    }

    // ---- going on after an interruption ----------------------------------------------------------------------------

    /** The training that is under way. */
    private static final class Run {
        final History history;
        final Epochs epochs;
        final List<Callback> callbacks;
        final List<Backup.Epoch> logs = new ArrayList<>();
        int nextEpoch;

        Run(History history, Epochs epochs, List<Callback> callbacks, int nextEpoch) {
            this.history = history;
            this.epochs = epochs;
            this.callbacks = callbacks;
            this.nextEpoch = nextEpoch;
        }

        void add(int epoch, Measured measured) {
            history.add(epoch, measured);
            logs.add(Backup.Epoch.of(epoch, measured));
        }
    }

    /** Keeps what the training needs to go on with an epoch; for a callback, after the one before. */
    public void backUp(Path folder, int nextEpoch) {
        Backup.State state = new Backup.State();
        state.nextEpoch = nextEpoch;
        state.stopped = stop;
        state.learningRate = optimizer().learningRate();
        state.iterations = optimizer().iterations();
        state.seeds = Seeds.state();
        run.epochs.save(state);
        state.history = run.logs;
        new Backup(folder).write(state, model, run.callbacks);
    }

    /** Goes on with what {@link #backUp} has kept in a folder, if it has; for a callback, as training begins. */
    public void resumeFrom(Path folder) {
        if (!model.isBuilt() && model.computes()) {
            Signature.of(run.epochs.sample(), model.inputLayers()).build(model);
        }
        Backup.State state = new Backup(folder).restore(model, run.callbacks);
        if (state == null) {
            return;
        }
        run.nextEpoch = Math.max(run.nextEpoch, state.nextEpoch);
        stop = state.stopped;
        if (optimizer().schedule() == null) {
            optimizer().setLearningRate(state.learningRate);
        }
        optimizer().iterations(state.iterations);
        state.history.forEach(e -> {
            run.add(e.epoch(), Measured.ofAll(e.logs()));
            run.history.addWait(Double.NaN);
        });
        run.epochs.restore(state);
        Seeds.reset(state.seeds);
    }

    /** Deletes what {@link #backUp} has kept in a folder. */
    public void deleteBackup(Path folder) {
        new Backup(folder).deleteAll();
    }

    private Logs epoch(
            int epoch, Epochs epochs, Source validation, FitOptions options, Feed feed, CallbackList callbacks) {
        callbacks.all(c -> c.onEpochBegin(epoch));
        // A layer may have been frozen since the last epoch.
        current = null;
        long seed = Seeds.next();
        Steps program = null;
        int batch = 0;
        epochs.begin();
        for (Source.Step step = epochs.next(); step != null; step = epochs.next()) {
            int number = batch++;
            Steps now = program(true, step.data());
            if (program == null) {
                now.reset();
                // After the program is made: first values draw from the same source.
                Backend.seed(seed);
            }
            program = now;
            now.check(step.data());
            callbacks.all(c -> c.onTrainBatchBegin(number));
            now.fill(feed, step);
            now.train(feed);
            if (checkNumerics) {
                numerics.get(now).check(epoch, number);
            }
            callbacks.batchEnd(number, Logs.of(now::logs));
            if (Thread.currentThread().isInterrupted()) {
                throw new ModelStateException(JerasException.message(
                        "Training was interrupted in epoch " + (epoch + 1) + ", after step " + batch + ".",
                        "a thread that nobody interrupts",
                        "an interrupt",
                        "the weights are those of the last step; fit again to go on"));
            }
            if (stop) {
                break;
            }
        }
        if (program == null) {
            throw new InvalidArgumentException(JerasException.message(
                    "The data gave no batch for epoch " + (epoch + 1) + ".",
                    "at least one batch",
                    "none",
                    "check the generator; one that can be walked once only lasts for one epoch"));
        }
        trained = program;
        Measured logs = program.logs();
        if (validation != null && (epoch + 1) % options.validationFreq == 0) {
            logs = logs.and("val_", evaluate(validation, options.validationSteps, feed, callbacks));
        }
        Measured all = logs;
        Logs result = Logs.of(() -> all);
        callbacks.all(c -> c.onEpochEnd(epoch, result));
        return result;
    }

    /** As {@link #find}, which is not asked again for rows of the same arrays. */
    @SuppressWarnings("ReferenceEquality") // equal by value would compare all numbers
    private Steps program(boolean training, Batch batch) {
        if (current == null || currentBatch != batch || currentTraining != training) {
            current = find(training, batch);
            currentBatch = batch;
            currentTraining = training;
        }
        return current;
    }

    private Steps find(boolean training, Batch batch) {
        synchronized (tracing) {
            return trace(training, batch);
        }
    }

    private Steps trace(boolean training, Batch batch) {
        Signature signature = Signature.of(batch, model.inputLayers());
        if (!model.isBuilt() && model.computes()) {
            signature.build(model);
        }
        // When a program is made must not decide what the epochs after it look like.
        long seeds = Seeds.state();
        boolean built = model.isBuilt();
        boolean checks = training && checkNumerics;
        Key key = new Key(training, checks, signature, model.trainableWeights(), Backend.device());
        Steps steps = programs.get(key);
        if (steps == null) {
            NumericsCheck check = new NumericsCheck();
            steps = training
                    ? Steps.training(
                            model,
                            needCompiled(),
                            signature,
                            Backend.device(),
                            data -> checks
                                    ? check.record(model, data, () -> trainStep.apply(data))
                                    : trainStep.apply(data))
                    : Steps.evaluation(model, needCompiled(), signature, Backend.device(), testStep::apply);
            // The first recording of a user's model may have made its weights.
            programs.put(new Key(training, checks, signature, model.trainableWeights(), Backend.device()), steps);
            if (checks) {
                numerics.put(steps, check);
            }
            if (built) {
                Seeds.reset(seeds);
            }
        }
        return steps;
    }

    /** The metrics of one more step of training on a batch. */
    public Metrics trainOnBatch(Object x, Object y, Object sampleWeight) {
        return exclusively("trainOnBatch", () -> {
            needCompiled();
            Batch data = batch(x, y, sampleWeight);
            Steps program = program(true, data);
            program.check(data);
            try (Feed feed = feeds.take(Backend.device())) {
                program.reset();
                program.fill(feed, new Source.Step(data, null, 0, Inputs.samples(data)));
                program.train(feed);
            }
            return new Metrics(program.logs());
        });
    }

    // ---- evaluate and predict --------------------------------------------------------------------------------------

    public Metrics evaluate(Object x, Object y, Consumer<EvaluateOptions> told) {
        EvaluateOptions options = new EvaluateOptions();
        told.accept(options);
        Batch data = batch(x, y, options.sampleWeight);
        return evaluate(Source.arrays(data, Inputs.samples(data), options.batchSize, false), options);
    }

    public Metrics evaluate(Dataset data, Consumer<EvaluateOptions> told) {
        EvaluateOptions options = new EvaluateOptions();
        told.accept(options);
        return evaluate(Source.dataset(model, data), options);
    }

    private Metrics evaluate(Source source, EvaluateOptions options) {
        return exclusively("evaluate", () -> {
            needCompiled();
            try (source) {
                return run(source, options);
            }
        });
    }

    private Metrics run(Source source, EvaluateOptions options) {
        // The first batch of a data set is held against what the model declares.
        source.sample();
        List<Callback> all = new ArrayList<>(options.callbacks);
        if (options.verbose > 0) {
            all.add(new ProgbarLogger());
        }
        long steps = options.steps > 0 ? options.steps : source.steps().orElse(-1);
        CallbackList callbacks = new CallbackList(all, model, new Callback.FitParams(options.verbose, 1, steps));
        try (Feed feed = feeds.take(Backend.device())) {
            return new Metrics(evaluate(source, options.steps, feed, callbacks));
        }
    }

    private Measured evaluate(Source source, int limit, Feed feed, CallbackList callbacks) {
        callbacks.all(Callback::onTestBegin);
        Steps program = null;
        int batch = 0;
        try (Source.Walk walk = source.walk()) {
            for (Source.Step step = walk.next();
                    step != null && (limit == 0 || batch < limit);
                    step = limit > 0 && batch >= limit ? null : walk.next()) {
                int number = batch++;
                Steps now = program(false, step.data());
                if (program == null) {
                    now.reset();
                }
                program = now;
                now.check(step.data());
                callbacks.all(c -> c.onTestBatchBegin(number));
                now.fill(feed, step);
                now.evaluate(feed);
                Logs logs = Logs.of(now::logs);
                callbacks.all(c -> c.onTestBatchEnd(number, logs));
            }
        }
        if (program == null) {
            throw new InvalidArgumentException(JerasException.message(
                    "The data to evaluate on gave no batch.", "at least one batch", "none", "check its source"));
        }
        Measured logs = program.logs();
        callbacks.all(c -> c.onTestEnd(Logs.of(() -> logs)));
        return logs;
    }

    public List<Array> predict(Object x, Consumer<EvaluateOptions> told) {
        EvaluateOptions options = new EvaluateOptions();
        told.accept(options);
        Batch data = DataCheck.checked(
                model, new Batch(Inputs.several(x, model.inputNames(), "input"), List.of(), List.of()));
        return predictions.of(Source.arrays(data, Inputs.samples(data), options.batchSize, false), options);
    }

    public List<Array> predict(Dataset data, Consumer<EvaluateOptions> told) {
        EvaluateOptions options = new EvaluateOptions();
        told.accept(options);
        return predictions.of(Source.dataset(model, data), options);
    }

    /** The output of every layer for data, which go through in one batch, by the layers' paths. */
    public Map<String, Array> probe(Object x) {
        synchronized (tracing) {
            return new Probe(model, feeds).run(x);
        }
    }

    // ---- programs --------------------------------------------------------------------------------------------------

    /** The text of the programs that have been made so far for {@code "train"}, {@code "evaluate"} or {@code "predict"}. */
    public String text(String which) {
        if (which.equals("predict")) {
            return predictions.text();
        }
        boolean training = which.equals("train");
        return programs.entrySet().stream()
                .filter(e -> e.getKey().training() == training)
                .map(e -> e.getValue().text())
                .findFirst()
                .orElseThrow(() -> new ModelStateException(JerasException.message(
                        "There is no program \"" + which + "\" yet.",
                        "\"train\" after fit, \"evaluate\" after evaluate, \"predict\" after predict",
                        "\"" + which + "\"",
                        "run it once")));
    }

    private Batch batch(Object x, Object y, Object sampleWeight) {
        return DataCheck.checked(
                model,
                new Batch(
                        Inputs.several(x, model.inputNames(), "input"),
                        Inputs.several(y, model.outputNames(), "output"),
                        sampleWeight == null
                                ? List.of()
                                : Inputs.several(sampleWeight, model.outputNames(), "output")));
    }

    private interface Work<T> {
        T run();
    }

    /** One training at a time: its weights change in place. */
    private <T> T exclusively(String what, Work<T> work) {
        if (!lock.tryLock()) {
            throw new ModelStateException(JerasException.message(
                    "The model cannot " + what + " now.",
                    "one fit, evaluate or compile at a time",
                    "another thread that trains it",
                    "wait for it, or train a copy"));
        }
        try {
            return work.run();
        } finally {
            current = null;
            currentBatch = null;
            lock.unlock();
        }
    }
}
