package jeras.applications;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jeras.Array;
import jeras.Model;
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

    @TempDir
    private Path folder;

    /** A function of Keras with its arguments; without a top a model takes images of 40 x 32 pixels. */
    private record Member(String function, String arguments) {
        String json() {
            return "{" + arguments.replace('\'', '"') + "}";
        }

        Array images() {
            long[] shape = {2, arguments.contains("[40") ? 40 : 32, 32, 3};
            float[] pixels = new float[Math.toIntExact(2 * shape[1] * 32 * 3)];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (float) (i * 37L % 251 * (1 + i % 7) % 256);
            }
            Array images = Array.of(pixels, shape);
            // As the architecture takes them, so that no activation is all but saturated.
            return function.startsWith("MobileNetV3") ? images : Preprocessing.TF.apply(images);
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
                new Member("MobileNetV3Large", "'minimalistic': true, 'alpha': 0.75, " + NO_TOP));
    }

    @Test
    void aMemberOfEveryFamilyGoesAround() throws Exception {
        List<WeightCase> cases = new ArrayList<>();
        List<Array> ours = new ArrayList<>();
        for (Member member : members()) {
            Path place = folder.resolve(cases.size() + "-" + member.function());
            WeightCase each = WeightCase.write(place, member.function(), member.json(), member.images());
            Model model = each.model();
            model.save(each.file("jeras.keras"));
            ours.add(model.predict(each.inputs()));
            cases.add(each);
        }

        PythonKeras.run(folder, SCRIPT, folder);

        SoftAssertions all = new SoftAssertions();
        for (int i = 0; i < cases.size(); i++) {
            check(cases.get(i), ours.get(i), all);
        }
        all.assertAll();
    }

    private static void check(WeightCase each, Array ours, SoftAssertions all) throws IOException {
        String name = each.folder().getFileName().toString();
        all.assertThat(each.file("differences.txt")).as(name).hasContent("");
        double there = WeightCase.difference(ours, each.outputs("jeras"));
        double[] expected = each.outputs("keras");
        List<Double> back = new ArrayList<>();
        for (String file : List.of("keras.weights.h5", "keras.h5")) {
            Model loaded = each.model(each.file(file));
            back.add(WeightCase.difference(loaded.predict(each.inputs()), expected));
        }
        System.out.printf("%s: Jeras to Keras %.1e, weights of Keras %s%n", name, there, back);
        all.assertThat(there).as(name).isLessThan(1e-4);
        all.assertThat(back).as(name).allMatch(d -> d < 1e-4);
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
