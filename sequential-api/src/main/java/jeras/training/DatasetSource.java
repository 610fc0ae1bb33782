package jeras.training;

import java.util.Map;
import java.util.OptionalLong;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Model;
import jeras.data.Batch;
import jeras.data.Dataset;

/** The batches of a data set. The first one is looked at early, to know the shapes, and still used in the first walk. */
final class DatasetSource implements Source {
    private final Model model;
    private final Dataset dataset;
    private Dataset.Stream open;
    private Batch first;

    DatasetSource(Model model, Dataset dataset) {
        if (dataset.isSamples()) {
            throw new InvalidArgumentException(JerasException.message(
                    "The data set gives single samples.",
                    "batches",
                    "samples without a batch axis",
                    "say how many make a step: data.batch(32)"));
        }
        this.model = model;
        this.dataset = dataset;
    }

    @Override
    public Batch sample() {
        if (first == null) {
            open = dataset.iterator();
            if (!open.hasNext()) {
                throw new InvalidArgumentException(JerasException.message(
                        "The data set gives nothing.", "at least one batch", "none", "check its source"));
            }
            first = DataCheck.checked(model, open.next());
        }
        return first;
    }

    @Override
    public void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    @Override
    public Map<String, Object> describe() {
        return RecordOfFit.ofDataset(dataset);
    }

    @Override
    public OptionalLong steps() {
        return dataset.cardinality();
    }

    @Override
    public Walk walk() {
        Dataset.Stream stream = open != null ? open : dataset.iterator();
        Batch head = open != null ? first : null;
        open = null;
        return new Walk() {
            private Batch pending = head;

            @Override
            public Step next() {
                if (pending == null && !stream.hasNext()) {
                    return null;
                }
                boolean isFirst = pending != null;
                Batch batch = isFirst ? pending : stream.next();
                if (batch == null) {
                    throw new InvalidArgumentException(JerasException.message(
                            "The data set gives null in place of a batch.",
                            "a batch for each call of next()",
                            "null",
                            "let hasNext() return false at the end"));
                }
                pending = null;
                // The first has been looked at already.
                Batch fitting = isFirst ? batch : DataCheck.fitting(model, batch);
                return new Step(fitting, null, 0, fitting.size());
            }

            @Override
            public void close() {
                stream.close();
            }
        };
    }
}
