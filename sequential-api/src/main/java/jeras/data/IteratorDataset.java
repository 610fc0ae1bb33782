package jeras.data;

import java.util.OptionalLong;
import java.util.function.Supplier;

/** Elements from iterators, a new one for each walk. */
final class IteratorDataset extends Dataset {
    private final Supplier<Stream> source;
    private final OptionalLong cardinality;
    private final boolean samples;

    IteratorDataset(Supplier<Stream> source, OptionalLong cardinality, boolean samples) {
        this.source = source;
        this.cardinality = cardinality;
        this.samples = samples;
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
