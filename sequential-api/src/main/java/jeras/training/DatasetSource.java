package jeras.training;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import jeras.Array;
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
    public OptionalLong steps() {
        return dataset.cardinality();
    }

    @Override
    public Walk walk() {
        Dataset.Stream stream = open != null ? open : dataset.iterator();
        Batch head = open != null ? first : null;
        open = null;
        return new Walk() {
            private Batch looked = head;
            private Batch ahead;

            @Override
            public Step next(int most) {
                List<Batch> alike = new ArrayList<>();
                for (Batch batch = take(); batch != null; batch = take()) {
                    if (!alike.isEmpty() && !alike(batch, alike.get(0))) {
                        ahead = batch;
                        break;
                    }
                    alike.add(batch);
                    if (alike.size() >= most) {
                        break;
                    }
                }
                return alike.isEmpty() ? null : Step.of(alike);
            }

            /** The next batch; null at the end. */
            private Batch take() {
                if (ahead != null) {
                    Batch batch = ahead;
                    ahead = null;
                    return batch;
                }
                if (looked != null) {
                    Batch batch = looked;
                    looked = null;
                    return batch;
                }
                if (!stream.hasNext()) {
                    return null;
                }
                Batch batch = stream.next();
                if (batch == null) {
                    throw new InvalidArgumentException(JerasException.message(
                            "The data set gives null in place of a batch.",
                            "a batch for each call of next()",
                            "null",
                            "let hasNext() return false at the end"));
                }
                return DataCheck.fitting(model, batch);
            }

            @Override
            public void close() {
                stream.close();
            }
        };
    }

    /** Whether two batches have the same shapes and data types. */
    private static boolean alike(Batch one, Batch other) {
        return alike(one.x(), other.x())
                && alike(one.y(), other.y())
                && alike(one.sampleWeight(), other.sampleWeight());
    }

    private static boolean alike(List<Array> some, List<Array> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            if (!some.get(i).shape().equals(others.get(i).shape())
                    || some.get(i).dataType() != others.get(i).dataType()) {
                return false;
            }
        }
        return true;
    }
}
