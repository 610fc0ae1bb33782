package jeras.training;

import java.nio.file.Path;
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
import jeras.data.Batch;
import jeras.data.Dataset;
import jeras.data.Inputs;
import jeras.data.PyDataset;
import jeras.metrics.Metric;
import jeras.ops.Tensor;
import jeras.optimizers.Optimizer;

/** The loops of one model: {@code fit}, {@code evaluate} and {@code predict}, and the programs that they run. */
public final class Trainer {
    private final Model model;
    private final ReentrantLock lock = new ReentrantLock();
    private final FeedPool feeds = new FeedPool();
    private final Predictions predictions;
    private final Object tracing = new Object();
    private final Programs programs;
    private Compiled compiled;

    /** The fit that is under way; null outside of one. */
    private volatile Fitting fitting;

    /**
     * @param trainStep records a step of training
     * @param testStep records a step of evaluation
     * @param predictStep records what predict gives for a batch
     */
    public Trainer(
            Model model,
            Function<StepData, StepLogs> trainStep,
            Function<StepData, StepLogs> testStep,
            Function<StepData, List<Tensor>> predictStep) {
        this.model = model;
        this.programs = new Programs(model, trainStep, testStep, this::needCompiled, tracing);
        this.predictions = new Predictions(model, predictStep, tracing, feeds);
    }

    // ---- compile ---------------------------------------------------------------------------------------------------

    public void compile(CompileOptions options) {
        exclusively("compile", () -> {
            options.scaleLoss(model.dtypePolicy());
            compiled = new Compiled(options, model.outputNames());
            programs.forget();
            return null;
        });
    }

    /** Drops all programs, because the model's layers have changed. */
    public void forget() {
        programs.forget();
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
        Steps trained = fitting == null ? null : fitting.trained();
        Steps last = trained == null ? programs.current() : trained;
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

    /** The names that the logs have for {@link #metrics}. */
    public List<String> metricsNames() {
        return compiled == null ? List.of() : compiled.names();
    }

    public void stopTraining() {
        Fitting now = fitting;
        if (now != null) {
            now.stop();
        }
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
        Batch weighted = options.classWeights().weighted(data, model.outputNames());
        return fit(Source.arrays(weighted, count, batchSize, options.shuffle), validation, options);
    }

    public History fit(Dataset data, Consumer<FitOptions> told) {
        FitOptions options = new FitOptions();
        told.accept(options);
        ClassWeights weights = options.classWeights();
        Dataset ordered = data instanceof PyDataset batches && options.shuffle ? batches.shuffled() : data;
        Dataset weighted = weights.isEmpty() ? ordered : ordered.map(b -> weights.weighted(b, model.outputNames()));
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
            Fitting before = fitting;
            try (source;
                    validation) {
                // The first batch of a data set is held against what the model declares.
                source.sample();
                programs.checkNumerics(options.checkNumerics);
                fitting = new Fitting(model, programs, compiled, evaluating(), source, validation, options);
                return fitting.run(feeds);
            } finally {
                programs.checkNumerics(false);
                fitting = before;
            }
        });
    }

    private Evaluating evaluating() {
        return new Evaluating(model, programs, feeds, compiled.options().stepsPerExecution);
    }

    /** Keeps what the training needs to go on with an epoch; for a callback, after the one before. */
    public void backUp(Path folder, int nextEpoch) {
        fitting.backUp(folder, nextEpoch);
    }

    /** Goes on with what {@link #backUp} has kept in a folder, if it has; for a callback, as training begins. */
    public void resumeFrom(Path folder) {
        fitting.resumeFrom(folder);
    }

    /** Deletes what {@link #backUp} has kept in a folder. */
    public void deleteBackup(Path folder) {
        new Backup(folder).deleteAll();
    }

    /** The metrics of one more step of training on a batch. */
    public Metrics trainOnBatch(Object x, Object y, Object sampleWeight) {
        return exclusively("trainOnBatch", () -> {
            needCompiled();
            Batch data = batch(x, y, sampleWeight);
            Steps program = programs.of(true, data, Inputs.samples(data));
            Source.Step step = Source.Step.of(data);
            program.check(step);
            try (Feed feed = feeds.take(Backend.device())) {
                program.reset();
                program.train(feed, step);
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
                return new Metrics(evaluating().run(source, options));
            }
        });
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
        return programs.text(which);
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
            programs.renew();
            lock.unlock();
        }
    }
}
