package jeras.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jeras.History;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Model;
import jeras.ModelStateException;
import jeras.backend.Backend;
import jeras.backend.Feed;
import jeras.backend.FeedPool;
import jeras.callbacks.Callback;
import jeras.callbacks.Logs;
import jeras.callbacks.ProgbarLogger;
import jeras.ops.Seeds;
import jeras.optimizers.Optimizer;
import jeras.utils.Measured;

/** One call of {@code fit}: its epochs, and where it stands, which a backup keeps. */
final class Fitting {
    private final Model model;
    private final Programs programs;
    private final Optimizer optimizer;
    private final Evaluating evaluating;
    private final Source source;
    private final Source validation;
    private final FitOptions options;
    private final Epochs epochs;
    private final List<Callback> callbacks;
    private final CallbackList called;
    private final Pace pace;
    private final History history = new History();
    private final List<Backup.Epoch> logs = new ArrayList<>();
    private int nextEpoch;
    /** Where to go on from; null to begin. */
    private Path backup;

    private volatile boolean stop;

    /** The program of the last epoch's last step. */
    private Steps trained;

    /** @param validation null for none */
    Fitting(
            Model model,
            Programs programs,
            Compiled compiled,
            Evaluating evaluating,
            Source source,
            Source validation,
            FitOptions options) {
        this.model = model;
        this.programs = programs;
        this.optimizer = compiled.optimizer();
        this.evaluating = evaluating;
        this.source = source;
        this.validation = validation;
        this.options = options;
        this.epochs = new Epochs(source, options.stepsPerEpoch);
        this.nextEpoch = options.initialEpoch;
        this.callbacks = new ArrayList<>(options.callbacks);
        if (options.verbose > 0) {
            ProgbarLogger progress = new ProgbarLogger();
            callbacks.add(options.showWait ? progress.showWait(epochs::waitShare) : progress);
        }
        long steps = options.stepsPerEpoch > 0
                ? options.stepsPerEpoch
                : source.steps().orElse(-1);
        this.called =
                new CallbackList(callbacks, model, new Callback.FitParams(options.verbose, options.epochs, steps));
        this.pace = options.checkNumerics ? Pace.of(1) : Pace.of(compiled.options().stepsPerExecution, called);
    }

    void stop() {
        stop = true;
    }

    /** The program of the last epoch; null before its end. */
    Steps trained() {
        return trained;
    }

    History run(FeedPool feeds) {
        history.describe(RecordOfFit.of(source, validation, options));
        try (Feed feed = feeds.take(Backend.device())) {
            called.all(Callback::onTrainBegin);
            if (backup != null) {
                goOn(new Backup(backup));
            }
            Logs last = new Logs(Map::of);
            boolean told = false;
            try (epochs) {
                for (int epoch = nextEpoch; epoch < options.epochs && !stop; epoch++) {
                    long begun = System.nanoTime();
                    last = epoch(epoch, feed);
                    history.addSeconds((System.nanoTime() - begun) / 1e9);
                    add(epoch, last.measured());
                    history.addWait(epochs.waitShare());
                    int settled = epoch;
                    called.all(c -> c.afterEpoch(settled));
                    told = told
                            || (last.has("loss") && LossCheck.tellIfNotFinite(model, source, epoch, last.get("loss")));
                    if (epochs.dry()) {
                        break;
                    }
                }
            }
            if (trained == null && !history.epoch().isEmpty()) {
                trained = programs.of(
                        true, source.sample(), source.sample().size()); // all epochs were made before an interruption
            }
            if (trained != null && trained.finishes()) {
                trained.finish();
            }
            Logs end = last;
            called.all(c -> c.onTrainEnd(end));
        }
        return history;
    }

    private void add(int epoch, Measured measured) {
        history.add(epoch, measured);
        logs.add(Backup.Epoch.of(epoch, measured));
    }

    private Logs epoch(int epoch, Feed feed) {
        called.all(c -> c.onEpochBegin(epoch));
        programs.renew();
        long seed = Seeds.next();
        epochs.begin();
        Executions executions = new Executions(epochs::next, pace, new Executions.Work() {
            @Override
            public Steps prepare(Source.Step step, boolean first) {
                Steps program = programs.of(true, step.data(), step.samples());
                if (first) {
                    Sharing.check(step.samples());
                    program.reset();
                    // After the program is made: first values draw from the same source.
                    Backend.seed(seed);
                }
                program.check(step);
                return program;
            }

            @Override
            public void run(Steps program, Source.Step step) {
                program.train(feed, step);
            }
        });
        while (!stop && executions.next(first -> called.all(c -> c.onTrainBatchBegin(first)))) {
            Steps program = executions.program();
            int last = executions.done() - 1;
            if (options.checkNumerics) {
                programs.numerics(program).check(epoch, last);
            }
            called.batchEnd(last, Logs.of(program::logs));
            if (Thread.currentThread().isInterrupted()) {
                throw new ModelStateException(JerasException.message(
                        "Training was interrupted in epoch " + (epoch + 1) + ", after step " + executions.done() + ".",
                        "a thread that nobody interrupts",
                        "an interrupt",
                        "the weights are those of the last step; fit again to go on"));
            }
        }
        Steps program = executions.program();
        if (program == null) {
            throw new InvalidArgumentException(JerasException.message(
                    "The data gave no batch for epoch " + (epoch + 1) + ".",
                    "at least one batch",
                    "none",
                    "check the generator; one that can be walked once only lasts for one epoch"));
        }
        trained = program;
        Measured measured = program.logs();
        if (validation != null && (epoch + 1) % options.validationFreq == 0) {
            measured = measured.and("val_", evaluating.run(validation, options.validationSteps, feed, called));
        }
        Measured all = measured;
        Logs result = Logs.of(() -> all);
        called.all(c -> c.onEpochEnd(epoch, result));
        return result;
    }

    // ---- going on after an interruption ----------------------------------------------------------------------------

    /** Keeps what the training needs to go on with an epoch. */
    void backUp(Path folder, int next) {
        Backup.State state = new Backup.State();
        state.nextEpoch = next;
        state.stopped = stop;
        state.learningRate = optimizer.learningRate();
        state.iterations = optimizer.iterations();
        state.seeds = Seeds.state();
        epochs.save(state);
        state.history = logs;
        new Backup(folder).write(state, model, callbacks);
    }

    /** Goes on with what {@link #backUp} has kept in a folder, if it has, once all callbacks have begun: beginning, they forget. */
    void resumeFrom(Path folder) {
        backup = folder;
    }

    private void goOn(Backup kept) {
        if (!model.isBuilt() && model.computes()) {
            Signature.of(epochs.sample(), model.inputLayers()).build(model);
        }
        Backup.State state = kept.restore(model, callbacks);
        if (state == null) {
            return;
        }
        nextEpoch = Math.max(nextEpoch, state.nextEpoch);
        stop = state.stopped;
        if (optimizer.schedule() == null) {
            optimizer.setLearningRate(state.learningRate);
        }
        optimizer.iterations(state.iterations);
        state.history.forEach(e -> {
            add(e.epoch(), Measured.ofAll(e.logs()));
            history.addWait(Double.NaN);
            history.addSeconds(Double.NaN);
        });
        epochs.restore(state);
        Seeds.reset(state.seeds);
    }
}
