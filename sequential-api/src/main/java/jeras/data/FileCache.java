package jeras.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.OptionalLong;

/** The elements of another data set, kept in a file by the first walk that comes to their end. */
final class FileCache extends Dataset {
    private final Dataset source;
    private final Path file;

    FileCache(Dataset source, Path file) {
        this.source = source;
        this.file = file;
    }

    @Override
    public Stream iterator() {
        return Files.exists(file) ? new CacheReader(file) : new Recording(source.iterator(), new CacheWriter(file));
    }

    private static final class Recording implements Stream {
        private final Stream walk;
        private final CacheWriter writer;

        Recording(Stream walk, CacheWriter writer) {
            this.walk = walk;
            this.writer = writer;
        }

        @Override
        public boolean hasNext() {
            boolean more = walk.hasNext();
            if (!more) {
                writer.finish();
            }
            return more;
        }

        @Override
        public Batch next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Batch batch = walk.next();
            writer.add(batch);
            return batch;
        }

        @Override
        public void close() {
            writer.close();
            walk.close();
        }
    }

    @Override
    String text() {
        return source.text() + ".cache(" + file.getFileName() + ")";
    }

    @Override
    public OptionalLong cardinality() {
        return source.cardinality();
    }

    @Override
    public boolean isSamples() {
        return source.isSamples();
    }
}
