package jeras.training;

import java.util.ArrayList;
import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Model;
import jeras.backend.Backend;
import jeras.backend.Feed;
import jeras.backend.FeedPool;
import jeras.callbacks.Callback;
import jeras.callbacks.Logs;
import jeras.callbacks.ProgbarLogger;
import jeras.utils.Measured;

/** The loop of {@code evaluate}, and of the validation within {@code fit}. */
final class Evaluating {
    private final Model model;
    private final Programs programs;
    private final FeedPool feeds;
    private final int stepsPerExecution;

    Evaluating(Model model, Programs programs, FeedPool feeds, int stepsPerExecution) {
        this.model = model;
        this.programs = programs;
        this.feeds = feeds;
        this.stepsPerExecution = stepsPerExecution;
    }

    Measured run(Source source, EvaluateOptions options) {
        // The first batch of a data set is held against what the model declares.
        source.sample();
        List<Callback> all = new ArrayList<>(options.callbacks);
        if (options.verbose > 0) {
            all.add(new ProgbarLogger());
        }
        long steps = options.steps > 0 ? options.steps : source.steps().orElse(-1);
        CallbackList callbacks = new CallbackList(all, model, new Callback.FitParams(options.verbose, 1, steps));
        try (Feed feed = feeds.take(Backend.device())) {
            return run(source, options.steps, feed, callbacks);
        }
    }

    /** @param limit how many batches at most; 0 for all */
    Measured run(Source source, int limit, Feed feed, CallbackList callbacks) {
        callbacks.all(Callback::onTestBegin);
        Executions executions;
        try (Source.Walk walk = source.walk()) {
            executions =
                    new Executions(limited(walk, limit), Pace.of(stepsPerExecution, callbacks), new Executions.Work() {
                        @Override
                        public Steps prepare(Source.Step step, boolean first) {
                            Steps program = programs.of(false, step.data(), step.samples());
                            if (first) {
                                program.reset();
                            }
                            program.check(step);
                            return program;
                        }

                        @Override
                        public void run(Steps program, Source.Step step) {
                            program.evaluate(feed, step);
                        }
                    });
            while (executions.next(first -> callbacks.all(c -> c.onTestBatchBegin(first)))) {
                int last = executions.done() - 1;
                Logs logs = Logs.of(executions.program()::logs);
                callbacks.all(c -> c.onTestBatchEnd(last, logs));
            }
        }
        if (executions.program() == null) {
            throw new InvalidArgumentException(JerasException.message(
                    "The data to evaluate on gave no batch.", "at least one batch", "none", "check its source"));
        }
        Measured logs = executions.program().logs();
        callbacks.all(c -> c.onTestEnd(Logs.of(() -> logs)));
        return logs;
    }

    /** The batches of a walk, as many as are wanted at most; all when that is 0. */
    private static Executions.Batches limited(Source.Walk walk, int limit) {
        if (limit == 0) {
            return walk::next;
        }
        return new Executions.Batches() {
            private int left = limit;

            @Override
            public Source.Step next(int most) {
                Source.Step step = left == 0 ? null : walk.next(Math.min(most, left));
                left -= step == null ? 0 : step.batches();
                return step;
            }
        };
    }
}
