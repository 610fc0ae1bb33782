package jeras.saving;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import jeras.Array;
import jeras.Input;
import jeras.Model;
import jeras.layers.Dense;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of models with operations between their layers: test/python/operation_model.py writes the one of Keras. */
class OperationFilesTest {
    private static final JsonObject TOLD = ToldByKeras.json("operations.json");

    @TempDir
    Path folder;

    @Test
    void aModelOfKerasPredictsAsThereAndAfterBeingSavedAgain() {
        Model model = Model.load(TestFiles.copy("operations.keras", folder));
        ToldByKeras.predictsAs(TOLD, model);

        model.save(folder.resolve("again.keras"));

        ToldByKeras.predictsAs(TOLD, Model.load(folder.resolve("again.keras")));
    }

    @Test
    void aModelBuiltInJavaIsWrittenWithTheNodesOfKeras() {
        Model model = built();
        Model keras = Model.load(TestFiles.copy("operations.keras", folder));
        model.layer("dense").setWeights(keras.layer("dense").getWeights());
        ToldByKeras.predictsAs(TOLD, model);

        model.save(folder.resolve("java.keras"));

        ToldByKeras.predictsAs(TOLD, Model.load(folder.resolve("java.keras")));
        List<String> nodes = KerasArchive.read(folder.resolve("java.keras"))
                .config()
                .getAsJsonObject("config")
                .getAsJsonArray("layers")
                .asList()
                .stream()
                .map(node -> node.getAsJsonObject().get("class_name").getAsString())
                .toList();
        assertThat(nodes)
                .containsExactlyInAnyOrder(
                        "InputLayer",
                        "Dense",
                        "Add",
                        "GetItem",
                        "ExpandDims",
                        "Concatenate",
                        "Multiply",
                        "Transpose",
                        "Matmul",
                        "Mean",
                        "Mean");
    }

    /** test/python/masked_model.py writes it: Keras has the steps that merge the masks as nodes of their own. */
    @Test
    void masksGoThroughMergingLayersAsInKerasAndAfterBeingSavedAgain() {
        JsonObject told = ToldByKeras.json("masks.json");
        Model model = Model.load(TestFiles.copy("masks.keras", folder));
        ToldByKeras.predictsAs(told, model);

        model.save(folder.resolve("again.keras"));

        ToldByKeras.predictsAs(told, Model.load(folder.resolve("again.keras")));
    }

    private static Model built() {
        Tensor x = Input.of(4).name("x");
        Tensor h = Dense.of(3).name("dense").apply(x).add(0.5);
        h = Ops.concatenate(List.of(h, Ops.expandDims(h.get(":, 0"), 1)), 1);
        h = Ops.multiply(h, Array.of(new float[] {1, 2, 3, 4}).toTensor());
        Tensor products = Ops.matmul(h, Ops.transpose(h));
        return Model.of(x, List.of(Ops.mean(products, 1), Ops.mean(h, true, -1)));
    }

    @Test
    void whatIsATensorAlreadyStaysOneWithTheTypeThatIsAskedFor() {
        JsonObject told = ToldByKeras.json("converted.json");
        Model model = Model.load(TestFiles.copy("converted.keras", folder));
        ToldByKeras.predictsAs(told, model);

        model.save(folder.resolve("again.keras"));

        ToldByKeras.predictsAs(told, Model.load(folder.resolve("again.keras")));
    }
}
