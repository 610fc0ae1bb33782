package jeras.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jeras.Array;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.Keras;
import jeras.ShapeMismatchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class DatasetTest {
    @TempDir
    Path folder;

    private static Dataset upTo(int count) {
        return Dataset.of(Array.arange(count));
    }

    /** The same elements, not as an array that has ways of its own. */
    private static Dataset generated(int count) {
        return Dataset.stream(() -> IntStream.range(0, count).mapToObj(i -> Batch.of(i)));
    }

    private static int[] numbers(Dataset data) {
        return FolderNumbersTest.numbers(data);
    }

    @Test
    void printsWhereItComesFromByWhichStepsAndHowManyElementsItHas() {
        Dataset arrays = Dataset.of(Map.of("pixels", Array.zeros(DataType.FLOAT32, 70, 8, 8, 1)), new int[70]);
        assertThat(arrays).hasToString("ArrayDataset(pixels (70, 8, 8, 1) float32, y (70,) int32): 70 samples");
        assertThat(arrays.shuffle(100).batch(32).map(b -> b).prefetch(2))
                .hasToString("ArrayDataset(pixels (70, 8, 8, 1) float32, y (70,) int32).shuffle(100).batch(32).map"
                        + ".prefetch(2): 3 batches");
        assertThat(upTo(4).take(1)).hasToString("ArrayDataset(x (4,) int64).take(1): 1 sample");
        assertThat(generated(7).batch(2).filter(b -> true).cache())
                .hasToString("stream.batch(2).filter.cache: batches, number unknown");
        assertThat(upTo(3).concatenate(generated(2)).repeat(2))
                .hasToString("ArrayDataset(x (3,) int64).concatenate(stream).repeat(2): samples, number unknown");
    }

    // ---- steps

    @Test
    void stepsAreThoseOfTfData() {
        for (Dataset data : List.of(upTo(7), generated(7))) {
            assertThat(numbers(data.take(3))).containsExactly(0, 1, 2);
            assertThat(numbers(data.skip(5))).containsExactly(5, 6);
            assertThat(numbers(data.skip(9))).isEmpty();
            assertThat(numbers(data.repeat(2).skip(6).take(3))).containsExactly(6, 0, 1);
            assertThat(numbers(data.repeat().take(9))).containsExactly(0, 1, 2, 3, 4, 5, 6, 0, 1);
            assertThat(numbers(data.filter(b -> b.x().get(0).item() % 2 == 1))).containsExactly(1, 3, 5);
            assertThat(numbers(data.take(2).concatenate(data.skip(6)))).containsExactly(0, 1, 6);
            assertThat(numbers(data.filter(b -> false).concatenate(data.take(1))))
                    .containsExactly(0);
            assertThat(numbers(data.filter(b -> false).repeat())).isEmpty();
            assertThat(numbers(data.map(b -> b.mapX(x -> x.multiply(2))))).containsExactly(0, 2, 4, 6, 8, 10, 12);
            assertThat(numbers(data.prefetch(2))).containsExactly(0, 1, 2, 3, 4, 5, 6);
            assertThat(numbers(data.batch(3).unbatch())).containsExactly(0, 1, 2, 3, 4, 5, 6);
            assertThat(numbers(data.shuffle(7))).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6);
        }
    }

    @Test
    void batchesHaveAnAxisMoreAndMayLeaveTheLastSamplesOut() {
        for (Dataset data : List.of(upTo(7), generated(7))) {
            List<Shape> shapes = new ArrayList<>();
            data.batch(3).forEach(b -> shapes.add(b.x().get(0).shape()));
            assertThat(shapes).containsExactly(new Shape(3), new Shape(3), new Shape(1));
            assertThat(numbers(data.batch(3, o -> o.dropRemainder(true)))).containsExactly(0, 1, 2, 3, 4, 5);
        }
        assertThat(upTo(7).batch(3).cardinality()).hasValue(3);
        assertThat(upTo(7).batch(3, o -> o.dropRemainder(true)).cardinality()).hasValue(2);
    }

    @Test
    void lengthsAreKnownWhereTheyCanBe() {
        Dataset data = upTo(7);
        assertThat(data.map(b -> b).batch(2, o -> o.dropRemainder(true)).cardinality())
                .hasValue(3);
        assertThat(data.repeat(3).skip(1).take(100).cardinality()).hasValue(20);
        assertThat(data.concatenate(data).prefetch(1).cardinality()).hasValue(14);
        assertThat(Dataset.zip(data, data.take(4)).cardinality()).hasValue(4);
        assertThat(data.repeat().cardinality()).isEmpty();
        assertThat(data.filter(b -> true).cardinality()).isEmpty();
    }

    @Test
    void zipMakesInputsTargetsAndWeightsOfInputs() {
        Dataset data = Dataset.zip(upTo(3), upTo(3).map(b -> b.mapX(x -> x.multiply(10))), upTo(2));
        List<String> samples = new ArrayList<>();
        data.forEach(b -> samples.add(b.x() + "" + b.y() + b.sampleWeight()));
        assertThat(samples).containsExactly("[0][0][0]", "[1][10][1]");
    }

    @Test
    void enumerateCounts() {
        List<String> elements = new ArrayList<>();
        for (Dataset.Numbered n : upTo(3).skip(1).enumerate()) {
            elements.add(n.number() + ": " + n.batch().x().get(0));
        }
        assertThat(elements).containsExactly("0: 1", "1: 2");
    }

    @Test
    void samplesOfDifferentLengthsAreFilledUp() {
        Dataset data = Dataset.stream(() ->
                Stream.of(Batch.of(new int[] {1, 2, 3}, 0), Batch.of(new int[] {4}, 1), Batch.of(new int[0], 2)));
        Batch batch = data.paddedBatch(3).iterator().next();
        assertThat(batch.x().get(0)).isEqualTo(Array.of(new int[][] {{1, 2, 3}, {4, 0, 0}, {0, 0, 0}}));
        assertThat(batch.y().get(0)).isEqualTo(Array.of(new int[] {0, 1, 2}));
        Batch other = data.paddedBatch(2, o -> o.paddingValue(-1).dropRemainder(true))
                .iterator()
                .next();
        assertThat(other.x().get(0)).isEqualTo(Array.of(new int[][] {{1, 2, 3}, {4, -1, -1}}));

        Dataset squares =
                Dataset.stream(() -> Stream.of(Batch.of(new float[][] {{1, 2}}), Batch.of(new float[][] {{3}, {4}})));
        assertThat(squares.paddedBatch(2).iterator().next().x().get(0)).isEqualTo(Array.of(new float[][][] {
            {{1, 2}, {0, 0}}, {{3, 0}, {4, 0}}
        }));
        Dataset words =
                Dataset.stream(() -> Stream.of(Batch.of(new String[] {"a"}), Batch.of(new String[] {"b", "c"})));
        assertThat(words.paddedBatch(2).iterator().next().x().get(0)).isEqualTo(Array.of(new String[][] {
            {"a", ""}, {"b", "c"}
        }));
    }

    @Test
    void samplesOfDifferentShapesAreNoBatch() {
        Dataset data = Dataset.stream(() -> Stream.of(Batch.of(new int[] {1, 2}), Batch.of(new int[] {4})));
        assertThatThrownBy(() -> data.batch(2).iterator().next())
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessage("""
                        Samples of different shapes cannot be gathered into a batch.
                          expected: the shape (2) of the first
                          received: (1)
                          fix:      give all one shape by map, or fill them up with paddedBatch""");
    }

    @Test
    void shufflesRepeatWithASeed() {
        for (Dataset data : List.of(upTo(50), generated(50))) {
            Dataset first = data.shuffle(50, o -> o.seed(3));
            Dataset second = data.shuffle(50, o -> o.seed(3));
            int[] order = numbers(first);
            assertThat(numbers(second)).isEqualTo(order);
            assertThat(numbers(first)).isNotEqualTo(order);
            Dataset fixed = data.shuffle(50, o -> o.reshuffleEachIteration(false));
            assertThat(numbers(fixed)).isEqualTo(numbers(fixed));
            Keras.setRandomSeed(1);
            int[] global = numbers(data.shuffle(50));
            Keras.setRandomSeed(1);
            assertThat(numbers(data.shuffle(50))).isEqualTo(global);
        }
    }

    @Test
    void inputsHaveNamesWhenAMapGivesThem() {
        Map<String, Object> x = new LinkedHashMap<>();
        x.put("a", new int[] {1, 2, 3});
        x.put("b", new float[][] {{1}, {2}, {3}});
        Batch batch = Dataset.of(x, new int[] {7, 8, 9}).batch(2).iterator().next();
        assertThat(batch.x("b")).isEqualTo(Array.of(new float[][] {{1}, {2}}));
        assertThatThrownBy(() -> batch.x("c")).hasMessage("""
                Unknown input "c".
                  expected: one of "a", "b"
                  received: "c"
                  fix:      did you mean "a" or "b"?""");
    }

    // ---- threads

    @Test
    void aParallelMapKeepsTheOrderAndUsesItsThreads() throws InterruptedException {
        Set<String> threads = new ConcurrentSkipListSet<>();
        CountDownLatch together = new CountDownLatch(3);
        AtomicInteger working = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Dataset data = upTo(40).map(
                        b -> {
                            threads.add(Thread.currentThread().getName());
                            most.accumulateAndGet(working.incrementAndGet(), Math::max);
                            together.countDown();
                            await(together);
                            working.decrementAndGet();
                            return b.mapX(x -> x.add(1));
                        },
                        3);
        assertThat(numbers(data)).isEqualTo(IntStream.rangeClosed(1, 40).toArray());
        assertThat(most).hasValue(3);
        assertThat(threads).allMatch(t -> t.startsWith("jeras-data-"));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void noMoreIsMadeAheadThanAskedFor() throws InterruptedException {
        AtomicInteger made = new AtomicInteger();
        Dataset data = generated(1000)
                .map(b -> {
                    made.incrementAndGet();
                    return b;
                })
                .prefetch(3);
        Iterator<Batch> walk = data.iterator();
        walk.next();
        Thread.sleep(200);
        assertThat(made).hasValueBetween(1, 4);
        made.set(0);
        Dataset parallel = generated(1000)
                .map(
                        b -> {
                            made.incrementAndGet();
                            return b;
                        },
                        2);
        parallel.iterator().next();
        Thread.sleep(200);
        assertThat(made).hasValueBetween(1, 4);
    }

    @Test
    void whatFailsInAThreadComesThroughAsItIsWithItsPlace() {
        Dataset failing = upTo(10).map(
                        b -> {
                            if (b.x().get(0).item() == 5) {
                                throw new UnsupportedOperationException("no fives");
                            }
                            return b;
                        },
                        2);
        for (Dataset data :
                List.of(failing, failing.prefetch(1), failing.batch(1).prefetch(4))) {
            List<Integer> seen = new ArrayList<>();
            Throwable thrown = catchThrowable(() -> data.forEach(
                    b -> seen.add((int) b.x().get(0).flatten().get(0).item())));
            assertThat(thrown).isInstanceOf(UnsupportedOperationException.class).hasMessage("no fives");
            assertThat(thrown.getSuppressed()[0])
                    .hasMessage("on another thread, while element 5 was made for this one");
            assertThat(seen).containsExactly(0, 1, 2, 3, 4);
        }
    }

    @Test
    void aFunctionThatGivesNullIsNamed() {
        assertThatThrownBy(() -> upTo(1).map(b -> null).iterator().next())
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        The function of map gave null.
                          expected: a batch for each batch
                          received: null
                          fix:      return one, and leave elements out with filter""");
    }

    @Test
    void walksThatAreLeftEarlyLeaveNoThread() throws InterruptedException {
        Dataset data = generated(10_000)
                .map(b -> b, 4)
                .batch(2)
                .prefetch(5)
                .map(b -> b, 3)
                .prefetch(2);
        for (int i = 0; i < 20; i++) {
            for (Batch batch : data) {
                assertThat(batch.size()).isEqualTo(2);
                break;
            }
        }
        noThreadOfData();
    }

    @Test
    void aClosedWalkWakesAGeneratorThatWaitsForever() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger closed = new AtomicInteger();
        Dataset data = Dataset.stream(() -> Stream.generate(() -> {
                            try {
                                never.await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException("woken", e);
                            }
                            return Batch.of(1);
                        })
                        .onClose(closed::incrementAndGet))
                .prefetch(1);
        Dataset.Stream walk = data.iterator();
        Thread.sleep(50);
        walk.close();
        noThreadOfData();
        assertThat(closed).hasValue(1);
    }

    static void noThreadOfData() throws InterruptedException {
        for (int i = 0; i < 100 && dataThreads() > 0; i++) {
            Thread.sleep(100);
        }
        assertThat(dataThreads()).isZero();
    }

    private static long dataThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith("jeras-data-"))
                .count();
    }

    // ---- caches

    @Test
    void aCacheAsksItsSourceOnce() {
        AtomicInteger asked = new AtomicInteger();
        Dataset source = Dataset.of(Map.of("n", new int[] {1, 2, 3}), new String[] {"x", "ü", ""})
                .map(b -> {
                    asked.incrementAndGet();
                    return b;
                });
        Path file = folder.resolve("kept");
        for (Dataset cached : List.of(source.cache(), source.cache(file))) {
            asked.set(0);
            List<Batch> first = walked(cached);
            assertThat(walked(cached)).isEqualTo(first).isEqualTo(walked(source));
            assertThat(asked).hasValue(6);
        }
        assertThat(walked(source.cache(file))).hasSize(3);
    }

    private static List<Batch> walked(Dataset data) {
        List<Batch> all = new ArrayList<>();
        data.forEach(all::add);
        return all;
    }

    @Test
    void aWalkThatIsLeftEarlyIsNotCached() throws IOException {
        Path file = folder.resolve("half");
        Dataset cached = upTo(9).cache(file);
        try (Dataset.Stream walk = cached.iterator()) {
            walk.next();
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
        assertThat(numbers(cached)).hasSize(9);
        Dataset inMemory = upTo(9).cache();
        inMemory.iterator().next();
        assertThat(numbers(inMemory)).hasSize(9);
    }

    @Test
    void aDamagedCacheIsRefused() throws IOException {
        Path file = folder.resolve("damaged");
        Dataset data = Dataset.of(new float[][] {{1, 2}, {3, 4}}, new String[] {"a", "b"})
                .cache(file);
        walked(data);
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x41;
            Files.write(file, damaged);
            assertThatThrownBy(() -> walked(data)).as("byte " + at).isInstanceOf(FileFormatException.class);
            Files.write(file, java.util.Arrays.copyOf(whole, at));
            assertThatThrownBy(() -> walked(data)).as("length " + at).isInstanceOf(FileFormatException.class);
        }
        Files.writeString(file, "something else");
        assertThatThrownBy(() -> walked(data))
                .hasMessage("The cache " + file + " cannot be read.\n"
                        + """
                  expected: a file that cache(file) has written to its end
                  received: not a cache of Jeras
                  fix:      delete it, and walk through the data again""".indent(2).stripTrailing());
    }

    // ---- tables

    @Test
    void tablesAreReadByRows() throws IOException {
        Path file = folder.resolve("t.csv");
        Files.writeString(file, "\uFEFFa, b,kind\r\n1,2.5,\"x, \"\"y\"\"\"\r\n\r\n-3,,z\n");
        Dataset rows = Dataset.csv(file, c -> c.target("kind").text("kind").missingValue(Double.NaN));
        Batch batch = rows.batch(2).iterator().next();
        assertThat(batch.x().get(0)).isEqualTo(Array.of(new float[][] {{1, 2.5f}, {-3, Float.NaN}}));
        assertThat(batch.y().get(0)).isEqualTo(Array.of("x, \"y\"", "z"));

        Batch byName = Dataset.csv(file, c -> c.byName(true).text("kind").columns("kind", "a"))
                .batch(2)
                .iterator()
                .next();
        assertThat(byName.inputs()).containsExactly("kind", "a");
        assertThat(byName.x("a")).isEqualTo(Array.of(new float[] {1, -3}));

        Path bare = folder.resolve("bare.csv");
        Files.writeString(bare, "1;2;3\n4;5;6");
        Batch other = Dataset.csv(bare, c -> c.delimiter(';').header(false).target("1", "2"))
                .batch(2)
                .iterator()
                .next();
        assertThat(other.x().get(0)).isEqualTo(Array.of(new float[][] {{1}, {4}}));
        assertThat(other.y().get(0)).isEqualTo(Array.of(new float[][] {{2, 3}, {5, 6}}));
    }

    @Test
    void whatIsWrongInATableIsNamed() throws IOException {
        Path file = folder.resolve("t.csv");
        Files.writeString(file, "a,b\n1,2\nx,4\n");
        assertThatThrownBy(() -> walked(Dataset.csv(file, c -> {})))
                .hasMessage("Column \"a\" has no number in line 3 of " + file + """
                        .
                          expected: a number
                          received: "x"
                          fix:      say that it has strings: text("a")""");
        Files.writeString(file, "a,b\n1,2,3\n");
        assertThatThrownBy(() -> walked(Dataset.csv(file, c -> {})))
                .hasMessage("Line 2 of " + file + " has not as many cells as there are columns.\n"
                        + """
                expected: 2 cells, for [a, b]
                received: 3
                fix:      check the line, or the delimiter""".indent(2).stripTrailing());
        assertThatThrownBy(() -> walked(Dataset.csv(file, c -> c.target("c"))))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageStartingWith("Unknown column of " + file + " \"c\".");
        Files.writeString(file, "a\n\"1");
        assertThatThrownBy(() -> walked(Dataset.csv(file, c -> {})))
                .isInstanceOf(FileFormatException.class)
                .hasMessageContaining("is not closed");
    }
}
