package jeras.saving;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ConformanceWeightsTest {
    @Test
    void everyModelOfTheConformanceCasesHoldsWhatH5pyReads() {
        Path cases = TestFiles.conformanceCases();
        Map<String, Map<String, ExpectedArray>> expected = new LinkedHashMap<>();
        TestFiles.lines("conformance.csv").stream().skip(1).forEach(line -> {
            int comma = line.indexOf(',');
            Map<String, ExpectedArray> arrays =
                    expected.computeIfAbsent(line.substring(0, comma), unused -> new LinkedHashMap<>());
            String row = line.substring(comma + 1);
            if (!row.startsWith(",")) {
                ExpectedArray array = ExpectedArray.parse(row);
                arrays.put(array.path(), array);
            }
        });
        assertThat(expected).hasSize(208);
        expected.forEach((name, arrays) -> {
            KerasArchive archive = KerasArchive.read(cases.resolve(name).resolve("model.keras"));
            assertThat(archive.metadata().kerasVersion()).isEqualTo("3.15.1");
            assertThat(archive.config().has("class_name")).isTrue();
            WeightStore weights = archive.weights();
            assertThat(new TreeSet<>(weights.paths())).as(name).isEqualTo(new TreeSet<>(arrays.keySet()));
            arrays.forEach(
                    (path, array) -> array.assertEqualTo(weights.find(path).orElseThrow()));
        });
    }
}
