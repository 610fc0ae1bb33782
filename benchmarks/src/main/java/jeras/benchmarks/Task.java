package jeras.benchmarks;

import java.util.List;
import jeras.Array;
import jeras.Model;
import jeras.losses.Loss;

/**
 * A compiled model with the random data that it is timed on; one row a sample.
 *
 * @param x an array for each input
 */
record Task(Model model, List<Array> x, Array y, int batch) {
    Task(Model model, Array x, Array y, int batch, Loss loss) {
        this(model, List.of(x), y, batch);
        model.compile(c -> c.optimizer("adam").loss(loss).metrics("accuracy"));
    }

    int steps() {
        return (int) y.length() / batch;
    }

    /** So many of the first samples, for each input. */
    List<Array> inputs(int samples) {
        return x.stream().map(a -> a.slice(0, samples)).toList();
    }

    /** Trains for one epoch, in silence. */
    void epoch() {
        model.fit(x, y, f -> f.batchSize(batch).verbose(0));
    }
}
