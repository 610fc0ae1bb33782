package jeras.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jeras.Array;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.KerasNumbers;
import jeras.Model;
import jeras.layers.Dense;
import jeras.layers.Dropout;
import jeras.layers.Layer;
import jeras.layers.MultiHeadAttention;
import jeras.ops.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls of layers with arguments besides their inputs, in models and in files. */
class CallArgumentsTest {
    private static final Array ROW = Array.of(new float[] {1, 2, 3, 4}, 1, 4);

    @TempDir
    private Path folder;

    @Test
    void aModelOfKerasWithArgumentsInItsCallsComputesTheSameAlsoWhenSavedAgain() {
        JsonObject json = JsonParser.parseString(new String(TestFiles.bytes("calls.json"), StandardCharsets.UTF_8))
                .getAsJsonObject();
        List<Array> inputs = arrays(json.getAsJsonArray("inputs"));
        Model model = Model.load(TestFiles.copy("calls.keras", folder));
        Path again = folder.resolve("again.keras");
        model.save(again);
        for (Model each : List.of(model, Model.load(again))) {
            List<Array> outputs = each.predictAll(inputs);
            List<Array> expected = arrays(json.getAsJsonArray("outputs"));
            assertThat(outputs).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(outputs.get(i).shape()).isEqualTo(expected.get(i).shape());
                KerasNumbers.assertClose(
                        "output " + i,
                        outputs.get(i).toDoubleArray(),
                        expected.get(i).toDoubleArray(),
                        1e-4,
                        1e-5);
            }
        }
    }

    private static List<Array> arrays(JsonArray json) {
        List<Array> arrays = new ArrayList<>();
        for (JsonElement element : json) {
            double[] numbers = KerasNumbers.numbers(element.getAsJsonObject().get("values"));
            float[] values = new float[numbers.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) numbers[i];
            }
            arrays.add(Array.of(
                    values, KerasNumbers.shape(element.getAsJsonObject()).getShape()));
        }
        return arrays;
    }

    @Test
    void argumentsOfACallAreWrittenAsKerasWritesThem() {
        Tensor x = Input.of(4, 3).name("x");
        Tensor mask = Input.of(4, 4).name("mask");
        List<Tensor> y = MultiHeadAttention.of(2, 3)
                .applyAllWith(c -> c.attentionMask(mask).useCausalMask(true).returnAttentionScores(true), x, x);
        Model.of(List.of(x, mask), y).save(folder.resolve("m.keras"));
        JsonObject call = KerasArchive.read(folder.resolve("m.keras"))
                .config()
                .getAsJsonObject("config")
                .getAsJsonArray("layers")
                .get(2)
                .getAsJsonObject()
                .getAsJsonArray("inbound_nodes")
                .get(0)
                .getAsJsonObject();
        assertThat(call.getAsJsonArray("args")).hasSize(2);
        JsonObject kwargs = call.getAsJsonObject("kwargs");
        assertThat(kwargs.keySet()).containsExactly("attention_mask", "use_causal_mask", "return_attention_scores");
        assertThat(kwargs.getAsJsonObject("attention_mask")
                        .getAsJsonObject("config")
                        .get("keras_history"))
                .hasToString("[\"mask\",0,0]");
        assertThat(kwargs.get("use_causal_mask").getAsBoolean()).isTrue();
    }

    @Test
    void insideALayerOfOnesOwnTrainingIsWhatTheCallSays() {
        Layer always = new Layer() {
            private final Dropout dropout = Dropout.of(1);

            @Override
            protected Tensor call(Tensor x) {
                return dropout.applyWith(c -> c.training(true), x);
            }
        };
        Tensor x = Input.of(4);
        assertThat(Model.of(x, always.apply(x)).predict(ROW)).isEqualTo(Array.of(new float[4], 1, 4));
    }

    @Test
    void betweenTheLayersOfAFunctionalModelTheLoopsDecideAboutTraining() {
        Tensor x = Input.of(4);
        Model model = Model.of(x, Dropout.of(1).applyWith(c -> c.training(true), x));
        assertThat(model.predict(ROW)).isEqualTo(ROW);
    }

    @Test
    void anArgumentThatTheLayerDoesNotKnowIsRefused() {
        assertThatThrownBy(() -> Dense.of(2).applyWith(c -> c.useCausalMask(true), Input.of(4)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Dense cannot be called with the argument use_causal_mask.
                          expected: arguments among training
                          received: use_causal_mask
                          fix:      leave it out""");
    }
}
