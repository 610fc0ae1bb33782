package jeras.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import jeras.ops.Seeds;

/** The steps between a source of batches and the one who uses them. */
final class Streams {
    private Streams() {}

    /** A walk over another, which is closed with it. */
    private abstract static class Over implements Dataset.Stream {
        final Dataset.Stream source;

        Over(Dataset.Stream source) {
            this.source = source;
        }

        @Override
        public boolean hasNext() {
            return source.hasNext();
        }

        @Override
        public void close() {
            source.close();
        }
    }

    static Dataset.Stream of(Iterator<Batch> iterator) {
        if (iterator instanceof Dataset.Stream stream) {
            return stream;
        }
        return new Dataset.Stream() {
            @Override
            public boolean hasNext() {
                return iterator.hasNext();
            }

            @Override
            public Batch next() {
                return iterator.next();
            }
        };
    }

    static Dataset.Stream mapped(Dataset.Stream source, UnaryOperator<Batch> function) {
        return new Over(source) {
            @Override
            public Batch next() {
                return function.apply(source.next());
            }
        };
    }

    static Dataset.Stream taken(Dataset.Stream source, long count) {
        return new Over(source) {
            private long left = count;

            @Override
            public boolean hasNext() {
                return left > 0 && source.hasNext();
            }

            @Override
            public Batch next() {
                if (left <= 0) {
                    throw new NoSuchElementException();
                }
                left--;
                return source.next();
            }
        };
    }

    static Dataset.Stream batched(Dataset.Stream source, int size) {
        return new Over(source) {
            @Override
            public Batch next() {
                List<Batch> samples = new ArrayList<>(size);
                samples.add(source.next());
                while (samples.size() < size && source.hasNext()) {
                    samples.add(source.next());
                }
                return Dataset.stack(samples);
            }
        };
    }

    static Dataset.Stream shuffled(Dataset.Stream source, int bufferSize) {
        return new Over(source) {
            private final SplittableRandom random = new SplittableRandom(Seeds.next());
            private final List<Batch> buffer = new ArrayList<>();

            @Override
            public boolean hasNext() {
                while (buffer.size() < bufferSize && source.hasNext()) {
                    buffer.add(source.next());
                }
                return !buffer.isEmpty();
            }

            @Override
            public Batch next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                int i = random.nextInt(buffer.size());
                Batch chosen = buffer.get(i);
                Batch last = buffer.remove(buffer.size() - 1);
                if (i < buffer.size()) {
                    buffer.set(i, last);
                }
                return chosen;
            }
        };
    }

    static Dataset.Stream repeated(Dataset data) {
        return new Dataset.Stream() {
            private Dataset.Stream walk = data.iterator();

            @Override
            public boolean hasNext() {
                if (!walk.hasNext()) {
                    walk.close();
                    walk = data.iterator();
                }
                return walk.hasNext();
            }

            @Override
            public Batch next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return walk.next();
            }

            @Override
            public void close() {
                walk.close();
            }
        };
    }
}
