package jeras.training;

import java.util.function.IntConsumer;

/** Runs the batches of an epoch in groups of as many as the pace says; to callbacks each group is one moment. */
final class Executions {
    private final Batches batches;
    private final Pace pace;
    private final Work work;
    private Steps program;
    private int done;
    private boolean over;

    /** Where the batches come from. */
    interface Batches {
        /** The next batches of the same shapes, at most so many; null at the end, and not asked again. */
        Source.Step next(int most);
    }

    /** What is done with them. */
    interface Work {
        /**
         * Finds the program for some batches.
         *
         * @param first whether they are the epoch's first
         */
        Steps prepare(Source.Step step, boolean first);

        void run(Steps program, Source.Step step);
    }

    Executions(Batches batches, Pace pace, Work work) {
        this.batches = batches;
        this.pace = pace;
        this.work = work;
    }

    /**
     * Runs the next group.
     *
     * @param begin is told the number of its first batch, before it runs
     * @return false when there is none
     */
    boolean next(IntConsumer begin) {
        int wanted = pace.steps();
        int end = done + wanted;
        Source.Step step = take(wanted);
        if (step == null) {
            return false;
        }
        for (int first = done; step != null; step = done < end ? take(end - done) : null) {
            program = work.prepare(step, done == 0);
            if (done == first) {
                begin.accept(first);
            }
            Steps now = program;
            Source.Step alike = step;
            pace.time(step.batches(), () -> work.run(now, alike));
            done += step.batches();
        }
        return true;
    }

    private Source.Step take(int most) {
        Source.Step step = over ? null : batches.next(program == null ? 1 : program.most(most));
        over = step == null;
        return step;
    }

    /** How many batches have been run. */
    int done() {
        return done;
    }

    /** The program of the last batch; null before the first. */
    Steps program() {
        return program;
    }
}
