package jeras.applications;

import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import jeras.Array;
import jeras.Model;
import jeras.testing.PythonWorker;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A member of every family goes to Python's Keras and back: Keras opens what Jeras has saved, finds the arguments of all layers to
 * be its own and predicts the same, and Jeras predicts what Keras does with weights that Keras has saved, in both formats. Needs a
 * Python with Keras; its half is {@code src/test/python/weight_files.py}.
 */
class KerasCircleTest {
    private static final Path SCRIPT = Path.of("src/test/python/weight_files.py");

    private static final String TOP = "'classes': 5, 'classifier_activation': 'linear', 'input_shape': [32, 32, 3]";
    private static final String NO_TOP = "'include_top': false, 'input_shape': [40, 32, 3], 'pooling': 'avg'";

    private static final String LARGER = "'include_top': false, 'input_shape': [75, 80, 3], 'pooling': 'max'";

    /** Architectures that scale pixels by themselves. */
    private static final List<String> SCALING = List.of("MobileNetV3", "EfficientNet", "ConvNeXt");

    @TempDir
    private Path folder;

    /** A function of Keras with its arguments; without a top a model takes images of 40 x 32 pixels. */
    private record Member(String function, String arguments) {
        String json() {
            return "{" + arguments.replace('\'', '"') + "}";
        }

        Array images() {
            long[] shape = shape();
            float[] pixels = new float[Math.toIntExact(new Shape(shape).size())];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (float) (i * 37L % 251 * (1 + i % 7) % 256);
            }
            Array images = Array.of(pixels, shape);
            // As the architecture takes them, so that no activation is all but saturated.
            return SCALING.stream().anyMatch(function::startsWith) ? images : Preprocessing.TF.apply(images);
        }

        private long[] shape() {
            JsonArray image = JsonParser.parseString(json()).getAsJsonObject().getAsJsonArray("input_shape");
            return LongStream.concat(LongStream.of(2), image.asList().stream().mapToLong(JsonElement::getAsLong))
                    .toArray();
        }
    }

    private static List<Member> members() {
        return List.of(
                new Member("VGG16", NO_TOP),
                new Member("ResNet50", TOP),
                new Member("ResNet50V2", NO_TOP),
                new Member("MobileNet", "'alpha': 0.25, " + TOP),
                new Member("MobileNetV2", "'alpha': 0.35, " + TOP),
                new Member("MobileNetV3Small", TOP),
                new Member("MobileNetV3Large", "'minimalistic': true, 'alpha': 0.75, " + NO_TOP),
                new Member("DenseNet121", TOP),
                new Member("InceptionV3", LARGER),
                new Member("InceptionResNetV2", LARGER),
                new Member("Xception", LARGER),
                new Member("NASNetMobile", TOP),
                new Member("EfficientNetB0", "'include_top': false, 'input_shape': [96, 80, 3], 'pooling': 'avg'"),
                new Member(
                        "EfficientNetV2B0",
                        "'classes': 5, 'classifier_activation': 'linear', 'input_shape': [96, 96, 3]"),
                new Member("ConvNeXtTiny", TOP));
    }

    /** A case that Python works on, and what Jeras predicts there. */
    private record Sent(WeightCase each, Model model, Array ours) {}

    @Test
    void aMemberOfEveryFamilyGoesAround() throws Exception {
        SoftAssertions all = new SoftAssertions();
        try (PythonWorker keras = PythonWorker.start(folder, SCRIPT, "cases")) {
            List<Member> members = members();
            Sent before = null;
            // Python works on one while Java makes the next.
            for (int i = 0; i < members.size(); i++) {
                Sent next = send(
                        members.get(i), folder.resolve(i + "-" + members.get(i).function()), keras);
                if (before != null) {
                    check(before, keras, all);
                }
                before = next;
            }
            check(before, keras, all);
        }
        all.assertAll();
    }

    private static Sent send(Member member, Path place, PythonWorker keras) throws IOException {
        WeightCase each = WeightCase.write(place, member.function(), member.json(), member.images());
        Model model = each.model();
        model.save(each.file("jeras.keras"));
        keras.tell(place);
        return new Sent(each, model, model.predict(each.inputs()));
    }

    private static void check(Sent sent, PythonWorker keras, SoftAssertions all) throws Exception {
        WeightCase each = sent.each();
        String name = each.folder().getFileName().toString();
        keras.await(each.folder());
        all.assertThat(each.file("differences.txt")).as(name).hasContent("");
        all.assertThat(WeightCase.difference(sent.ours(), each.outputs("jeras")))
                .as(name + " in Keras")
                .isLessThan(1e-4);
        List<Array> own = sent.model().getWeights();
        for (String file : List.of("keras.weights.h5", "keras.h5")) {
            sent.model().setWeights(own);
            sent.model().loadWeights(each.file(file));
            all.assertThat(WeightCase.difference(sent.model().predict(each.inputs()), each.outputs("keras")))
                    .as(name + " with " + file)
                    .isLessThan(1e-4);
        }
        delete(each.folder());
    }

    /** Files of weights are large. */
    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
