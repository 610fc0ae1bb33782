package jeras.saving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import jeras.Model;
import jeras.layers.Layer;
import jeras.testing.PythonKeras;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Architectures as JSON texts; the one here is Keras's, by {@code model_json.py}. */
class ModelJsonTest {
    private static final String OF_KERAS = new String(TestFiles.bytes("model.json"), StandardCharsets.UTF_8);

    @Test
    void whatKerasDescribesIsBuilt() {
        Model model = Model.fromJson(OF_KERAS);
        assertThat(model.name()).isEqualTo("small");
        assertThat(model.layers())
                .extracting(Layer::name)
                .containsExactlyInAnyOrder("image", "conv", "shortcut", "add", "pool", "head");
        assertThat(model.layer("conv"))
                .hasToString(Model.fromJson(model.toJson()).layer("conv").toString());
        assertThat(model.countParams()).isEqualTo(112 + 12 + 10);
        assertThat(model.isCompiled()).isFalse();
    }

    @Test
    void writingAndReadingChangesNothing() {
        String json = Model.fromJson(OF_KERAS).toJson();
        assertThat(Model.fromJson(json).toJson()).isEqualTo(json);
    }

    @Test
    void kerasBuildsWhatJerasDescribes(@TempDir Path folder) throws IOException, InterruptedException {
        Path json = Files.writeString(
                folder.resolve("model.json"), Model.fromJson(OF_KERAS).toJson());
        Path script = Files.writeString(folder.resolve("read.py"), """
                import sys, keras
                model = keras.models.model_from_json(open(sys.argv[1]).read())
                assert model.name == "small" and model.count_params() == 134, model.count_params()
                assert model.get_layer("head").kernel_regularizer.l2 == 0.01
                assert model.get_layer("conv").padding == "same"
                """);
        PythonKeras.run(folder, script, json);
    }
}
