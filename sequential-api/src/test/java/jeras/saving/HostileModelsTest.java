package jeras.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import jeras.JerasException;
import jeras.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole loads of damaged models end in a model or in a {@link JerasException}, soon, and without much memory. */
class HostileModelsTest {
    private static final int FILES = 150;
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final long LITTLE_MEMORY = 64L << 20;

    /** Values that no place of a description expects, and some that another place does. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "-7",
            "2147483647",
            "2147483648",
            "4611686018427387904",
            "9223372036854775807",
            "1e12",
            "1e400",
            "1e1000000000",
            "-0.5",
            "NaN",
            "\"\"",
            "\"Dense\"",
            "\"Sequential\"",
            "\"float64\"",
            "\"x/../y\"",
            "[]",
            "{}",
            "[null, -1]",
            "[null, 1000000, 1000000]",
            "[2147483647, 2147483647, 2147483647]",
            "[[[1]]]",
            "{\"class_name\": \"Dense\", \"config\": {\"units\": 2147483647}}",
            "{\"class_name\": \"__keras_tensor__\", \"config\": {}}");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"sequential.keras", "functional.keras", "older/parts.keras", "older/recurrent.keras"})
    void otherValuesInTheDescription(String name, TestReporter reporter) {
        KerasArchive good = KerasArchive.read(TestFiles.copy(name, folder));
        Random random = new Random(4);
        loadAll(name, reporter, unused -> {
            JsonObject config = good.config().deepCopy();
            for (int i = 0; i <= random.nextInt(2); i++) {
                List<Slot> slots = slots(config);
                Slot slot = slots.get(random.nextInt(slots.size()));
                slot.set(
                        random.nextInt(4) == 0
                                ? slots.get(random.nextInt(slots.size())).value()
                                : odd(random));
            }
            Path file = folder.resolve("damaged.keras");
            KerasArchive.write(file, good.metadata(), config, WeightStoreTest.map(good.weights()), good.assets());
            return file;
        });
    }

    /** Without a checksum around it, the description of a legacy file meets the damage itself. */
    @ParameterizedTest
    @ValueSource(strings = {"older/dense.h5", "older/graph.h5", "older/recurrent.h5", "older/keras1_graph.h5"})
    void otherBytesInALegacyFile(String name, TestReporter reporter) {
        byte[] good = TestFiles.bytes(name);
        List<Integer> places = description(good);
        Random random = new Random(5);
        loadAll(name, reporter, unused -> {
            byte[] bad = good.clone();
            for (int i = 0; i <= random.nextInt(3); i++) {
                int at = places.get(random.nextInt(places.size()));
                bad[at] = (byte) "0123456789-.[]{}\",:nulltrue".charAt(random.nextInt(27));
            }
            return TestFiles.write(folder.resolve("damaged.h5"), bad);
        });
    }

    @Test
    void layersInsideEachOtherAreRefusedNotFollowedToTheEndOfTheStack() {
        KerasArchive good = KerasArchive.read(TestFiles.copy("sequential.keras", folder));
        String deep = "[".repeat(200) + "]".repeat(200);
        List<String> nested = List.of(
                "{\"class_name\":\"Sequential\",\"config\":{\"name\":\"s\",\"layers\":" + deep + "}}",
                wrapped(80, "{\"class_name\":\"TimeDistributed\",\"config\":{\"name\":\"t\",\"layer\":", "}}"));
        for (String config : nested) {
            Path file = folder.resolve("deep.keras");
            JsonObject json = JsonParser.parseString(config).getAsJsonObject();
            KerasArchive.write(file, good.metadata(), json, Map.of(), Map.of());
            assertThat(TestFiles.failure(file, () -> Model.load(file))).contains("  fix:      ");
        }
        byte[] tooDeep = wrapped(10_000, "{\"class_name\":\"Sequential\",\"config\":{\"layers\":[", "]}}")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(TestFiles.failure(
                        folder.resolve("config.json"),
                        () -> JsonText.read(tooDeep, new Place(folder.resolve("config.json")))))
                .contains("values at most 500 deep inside each other");
    }

    private static String wrapped(int times, String before, String after) {
        return before.repeat(times) + "null".repeat(before.endsWith(":") ? 1 : 0) + after.repeat(times);
    }

    private void loadAll(String name, TestReporter reporter, Function<Integer, Path> files) {
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int[] loaded = new int[1];
        assertTimeoutPreemptively(SOON, () -> {
            for (int i = 0; i < FILES; i++) {
                Path file = files.apply(i);
                long before = memory.getCurrentThreadAllocatedBytes();
                try {
                    Model.load(file);
                    loaded[0]++;
                } catch (JerasException e) {
                    assertThat(e.getMessage()).contains("  expected: ").contains("  fix:      ");
                } catch (Throwable e) {
                    throw new AssertionError("file " + i, e);
                }
                assertThat(memory.getCurrentThreadAllocatedBytes() - before)
                        .as("bytes allocated for file %d", i)
                        .isLessThan(LITTLE_MEMORY);
            }
        });
        reporter.publishEntry(name, loaded[0] + " of " + FILES + " loaded, the others refused");
    }

    private static JsonElement odd(Random random) {
        return JsonParser.parseString(VALUES.get(random.nextInt(VALUES.size())));
    }

    /** A value inside an object or a list. */
    private record Slot(JsonElement owner, String key, int index) {
        JsonElement value() {
            JsonElement value = owner instanceof JsonObject object
                    ? object.get(key)
                    : owner.getAsJsonArray().get(index);
            return value.deepCopy();
        }

        void set(JsonElement value) {
            if (owner instanceof JsonObject object) {
                object.add(key, value);
            } else {
                owner.getAsJsonArray().set(index, value);
            }
        }
    }

    private static List<Slot> slots(JsonElement json) {
        List<Slot> slots = new ArrayList<>();
        if (json instanceof JsonObject object) {
            object.keySet().forEach(key -> slots.add(new Slot(object, key, 0)));
        } else if (json instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                slots.add(new Slot(array, "", i));
            }
        }
        for (Slot slot : List.copyOf(slots)) {
            JsonElement inside = slot.owner instanceof JsonObject o
                    ? o.get(slot.key)
                    : slot.owner.getAsJsonArray().get(slot.index);
            slots.addAll(slots(inside));
        }
        return slots;
    }

    /** Where the bytes of the text of the architecture and of compile lie. */
    private static List<Integer> description(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<Integer> places = new ArrayList<>();
        for (int start = text.indexOf("{\""); start >= 0; start = text.indexOf("{\"", start + 1)) {
            int end = text.indexOf('\0', start);
            for (int i = start; i < (end < 0 ? text.length() : end); i++) {
                places.add(i);
            }
            start = Math.max(start, end);
        }
        return places;
    }
}
