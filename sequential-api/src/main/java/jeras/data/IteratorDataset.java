package jeras.data;

import java.util.OptionalLong;
import java.util.function.Supplier;

/** Elements from iterators, a new one for each walk. */
final class IteratorDataset extends Dataset {
    private final String text;
    private final Supplier<Stream> source;
    private final OptionalLong cardinality;
    private final boolean samples;

    /** @param text where the elements come from, and by which steps */
    IteratorDataset(String text, Supplier<Stream> source, OptionalLong cardinality, boolean samples) {
        this.text = text;
        this.source = source;
        this.cardinality = cardinality;
        this.samples = samples;
    }

    @Override
    String text() {
        return text;
    }

    @Override
    public Stream iterator() {
        return source.get();
    }

    @Override
    public OptionalLong cardinality() {
        return cardinality;
    }

    @Override
    public boolean isSamples() {
        return samples;
    }
}
