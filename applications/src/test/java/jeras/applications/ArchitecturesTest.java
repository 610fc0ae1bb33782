package jeras.applications;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jeras.Input;
import jeras.Model;
import jeras.graph.Graph;
import jeras.layers.InputLayer;
import jeras.layers.Layer;
import jeras.layers.LayerCall;
import jeras.ops.Op;
import jeras.ops.Shapes;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every architecture is Keras's, layer by layer: the tables are written by {@code src/test/python/architectures.py}. No weight is
 * made, only declared. When a hash differs, compare {@code target/architectures} with what {@code architectures.py show} prints.
 */
class ArchitecturesTest {
    private static final Path TABLES = Path.of("src/test/resources/architectures");

    /** A row of a table. */
    record Row(
            String function,
            JsonObject arguments,
            String name,
            int layers,
            long parameters,
            long trainable,
            String output,
            String hash) {
        static Row of(String line) {
            String[] cells = line.split("\t", -1);
            return new Row(
                    cells[0],
                    JsonParser.parseString(cells[1]).getAsJsonObject(),
                    cells[2],
                    Integer.parseInt(cells[3]),
                    Long.parseLong(cells[4]),
                    Long.parseLong(cells[5]),
                    cells[6],
                    cells[7]);
        }

        @Override
        public String toString() {
            return function + " " + arguments;
        }
    }

    static Stream<Row> rows() throws IOException {
        try (Stream<Path> tables = Files.list(TABLES)) {
            return tables.sorted().toList().stream()
                    .flatMap(table -> lines(table).map(Row::of));
        }
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isThatOfKeras(Row row) throws IOException {
        Model model = Architecture.build(row.function(), row.arguments());
        String text = text(model);
        Path file = Path.of("target/architectures/" + row.toString().replaceAll("[^\\w.-]+", "_") + ".txt");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);

        assertThat(model.name()).isEqualTo(row.name());
        assertThat(model.layers()).hasSize(row.layers());
        assertThat(model.countParams()).isEqualTo(row.parameters());
        assertThat(count(model.trainableWeights())).isEqualTo(row.trainable());
        assertThat(Shapes.text(model.output().shape())).isEqualTo(row.output());
        assertThat(hash(text)).as(() -> file.toAbsolutePath().toString()).isEqualTo(row.hash());
    }

    private static long count(List<Variable> weights) {
        return weights.stream().mapToLong(v -> v.shape().size()).sum();
    }

    /** A line for each layer: class, name, output shape, weights, and the layers whose outputs come in. */
    private static String text(Model model) {
        return model.graph().orElseThrow().nodes().stream()
                .filter(node -> node.layer() != null)
                .map(ArchitecturesTest::line)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(Graph.Node node) {
        Layer layer = node.layer();
        Shape output = layer instanceof InputLayer input
                ? input.batchShape()
                : layer.output().shape();
        Stream<String> weights = layer.weights().stream().map(v -> v.name() + Shapes.text(v.shape()));
        Stream<String> inbound = node.calls().stream()
                .limit(1)
                .flatMap(call -> ((LayerCall) call).layerInputs().stream().map(ArchitecturesTest::maker));
        return Stream.of(
                        Stream.of(layer.className(), layer.name(), Shapes.text(output)),
                        weights,
                        Stream.of("<-"),
                        inbound)
                .flatMap(s -> s)
                .collect(Collectors.joining(" "));
    }

    private static String maker(Tensor tensor) {
        if (tensor instanceof Input input) {
            return input.layer().name();
        }
        Op op = tensor.op();
        return op instanceof LayerCall call ? call.layer().name() : "operation";
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
