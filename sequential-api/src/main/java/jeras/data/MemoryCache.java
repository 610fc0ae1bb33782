package jeras.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;

/** The elements of another data set, kept in memory by the first walk that comes to their end. */
final class MemoryCache extends Dataset {
    private final Dataset source;
    private volatile List<Batch> kept;

    MemoryCache(Dataset source) {
        this.source = source;
    }

    @Override
    public Stream iterator() {
        List<Batch> all = kept;
        if (all != null) {
            Iterator<Batch> iterator = all.iterator();
            return Streams.of(iterator);
        }
        return new Recording(source.iterator());
    }

    private final class Recording implements Stream {
        private final Stream walk;
        private final List<Batch> seen = new ArrayList<>();

        Recording(Stream walk) {
            this.walk = walk;
        }

        @Override
        public boolean hasNext() {
            boolean more = walk.hasNext();
            if (!more && kept == null) {
                kept = List.copyOf(seen);
            }
            return more;
        }

        @Override
        public Batch next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Batch batch = walk.next();
            seen.add(batch);
            return batch;
        }

        @Override
        public void close() {
            walk.close();
        }
    }

    @Override
    String text() {
        return source.text() + ".cache";
    }

    @Override
    public OptionalLong cardinality() {
        List<Batch> all = kept;
        return all == null ? source.cardinality() : OptionalLong.of(all.size());
    }

    @Override
    public boolean isSamples() {
        return source.isSamples();
    }
}
