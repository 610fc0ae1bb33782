package jeras.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.BaseStream;
import jeras.InvalidArgumentException;
import jeras.JerasException;

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

    /** The elements of a stream of Java's, which is closed with this. */
    static Dataset.Stream of(BaseStream<Batch, ?> elements) {
        Iterator<Batch> iterator = elements.iterator();
        return new Dataset.Stream() {
            @Override
            public boolean hasNext() {
                return iterator.hasNext();
            }

            @Override
            public Batch next() {
                return iterator.next();
            }

            @Override
            public void close() {
                elements.close();
            }
        };
    }

    static Dataset.Stream mapped(Dataset.Stream source, UnaryOperator<Batch> function) {
        return new Over(source) {
            @Override
            public Batch next() {
                return notNull(function.apply(source.next()));
            }
        };
    }

    private static Batch notNull(Batch batch) {
        if (batch == null) {
            throw new InvalidArgumentException(JerasException.message(
                    "The function of map gave null.",
                    "a batch for each batch",
                    "null",
                    "return one, and leave elements out with filter"));
        }
        return batch;
    }

    /** As {@link #mapped}, by several threads; the order stays. */
    static Dataset.Stream mapped(Dataset.Stream source, int threads, UnaryOperator<Batch> function) {
        return ahead(source, new ParallelMap<>(source, threads, (Batch b) -> notNull(function.apply(b))));
    }

    /** What is computed ahead from a source, which is closed with it. */
    static Dataset.Stream ahead(AutoCloseable source, ParallelMap<?, Batch> map) {
        return new Dataset.Stream() {
            @Override
            public boolean hasNext() {
                return map.hasNext();
            }

            @Override
            public Batch next() {
                return map.next();
            }

            @Override
            public void close() {
                map.close();
                closed(source);
            }
        };
    }

    private static void closed(AutoCloseable source) {
        try {
            source.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static Dataset.Stream filtered(Dataset.Stream source, Predicate<Batch> kept) {
        return new Over(source) {
            private Batch pending;

            @Override
            public boolean hasNext() {
                while (pending == null && source.hasNext()) {
                    Batch batch = source.next();
                    pending = kept.test(batch) ? batch : null;
                }
                return pending != null;
            }

            @Override
            public Batch next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                Batch batch = pending;
                pending = null;
                return batch;
            }
        };
    }

    static Dataset.Stream skipped(Dataset.Stream source, long count) {
        return new Over(source) {
            private long left = count;

            @Override
            public boolean hasNext() {
                while (left > 0 && source.hasNext()) {
                    source.next();
                    left--;
                }
                return source.hasNext();
            }

            @Override
            public Batch next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return source.next();
            }
        };
    }

    /** Several samples for each batch. */
    static Dataset.Stream unbatched(Dataset.Stream source) {
        return new Over(source) {
            private Batch batch;
            private int at;

            @Override
            public boolean hasNext() {
                while ((batch == null || at == batch.size()) && source.hasNext()) {
                    batch = source.next();
                    at = 0;
                }
                return batch != null && at < batch.size();
            }

            @Override
            public Batch next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                int row = at++;
                return batch.mapAll(a -> a.get(row));
            }
        };
    }

    static Dataset.Stream zipped(Dataset.Stream left, Dataset.Stream right, BinaryOperator<Batch> together) {
        return new Dataset.Stream() {
            @Override
            public boolean hasNext() {
                return left.hasNext() && right.hasNext();
            }

            @Override
            public Batch next() {
                return together.apply(left.next(), right.next());
            }

            @Override
            public void close() {
                try (left;
                        right) {
                    // Closed in turn, the second even if the first fails.
                }
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

    /**
     * Samples gathered into batches.
     *
     * @param stack makes a batch of samples
     */
    static Dataset.Stream batched(
            Dataset.Stream source, int size, boolean dropsRemainder, Function<List<Batch>, Batch> stack) {
        return new Over(source) {
            private List<Batch> samples = new ArrayList<>();

            @Override
            public boolean hasNext() {
                int needed = dropsRemainder ? size : 1;
                while (samples.size() < needed && source.hasNext()) {
                    samples.add(source.next());
                }
                return samples.size() >= needed;
            }

            @Override
            public Batch next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                while (samples.size() < size && source.hasNext()) {
                    samples.add(source.next());
                }
                List<Batch> gathered = samples;
                samples = new ArrayList<>(size);
                return stack.apply(gathered);
            }
        };
    }

    static Dataset.Stream shuffled(Dataset.Stream source, int bufferSize, long seed) {
        return new Over(source) {
            private final SplittableRandom random = new SplittableRandom(seed);
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

    /**
     * One walk after another, each through the data set that is next.
     *
     * @param endsAtEmpty whether an empty one ends it, since others would be empty, too
     */
    static Dataset.Stream chained(Iterator<Dataset> datasets, boolean endsAtEmpty) {
        return new Dataset.Stream() {
            private Dataset.Stream walk;
            private boolean gave;

            @Override
            public boolean hasNext() {
                while (walk == null || !walk.hasNext()) {
                    boolean ends = endsAtEmpty && walk != null && !gave;
                    close();
                    if (!datasets.hasNext() || ends) {
                        return false;
                    }
                    walk = datasets.next().iterator();
                    gave = false;
                }
                return true;
            }

            @Override
            public Batch next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                gave = true;
                return walk.next();
            }

            @Override
            public void close() {
                if (walk != null) {
                    walk.close();
                    walk = null;
                }
            }
        };
    }
}
