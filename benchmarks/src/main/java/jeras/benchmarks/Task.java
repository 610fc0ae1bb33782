package jeras.benchmarks;

import jeras.Array;
import jeras.Model;
import jeras.losses.Loss;

/** A compiled model with the random data that it is timed on; one row a sample. */
record Task(Model model, Array x, Array y, int batch) {
    Task(Model model, Array x, Array y, int batch, Loss loss) {
        this(model, x, y, batch);
        model.compile(c -> c.optimizer("adam").loss(loss).metrics("accuracy"));
    }

    int steps() {
        return (int) x.length() / batch;
    }

    /** Trains for one epoch, in silence. */
    void epoch() {
        model.fit(x, y, f -> f.batchSize(batch).verbose(0));
    }
}
