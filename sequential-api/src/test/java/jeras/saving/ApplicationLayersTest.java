package jeras.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import jeras.Input;
import jeras.ShapeMismatchException;
import jeras.UnsupportedPartException;
import jeras.layers.CustomScaleLayer;
import jeras.layers.Layer;
import jeras.layers.LayerScale;
import jeras.layers.StochasticDepth;
import org.junit.jupiter.api.Test;

/** Layers that Keras keeps among its applications, and those of others that are called the same. */
class ApplicationLayersTest {
    private static final Where WHERE = Where.in(new Place(Path.of("model.keras"), "config.json"));

    @Test
    void aFileNamesTheModuleInWhichKerasFindsThem() {
        assertThat(LayerWriter.layer(LayerScale.of(0.5, 4).name("scale"))).isEqualTo(json("""
                {"module": "keras.src.applications.convnext", "class_name": "LayerScale",
                 "config": {"name": "scale", "dtype": "float32", "init_values": 0.5, "projection_dim": 4},
                 "registered_name": "LayerScale"}"""));
        assertThat(LayerWriter.layer(StochasticDepth.of(0.5).name("drop"))).isEqualTo(json("""
                {"module": "keras.src.applications.convnext", "class_name": "StochasticDepth",
                 "config": {"name": "drop", "dtype": "float32", "drop_path_rate": 0.5},
                 "registered_name": "StochasticDepth"}"""));
        assertThat(LayerWriter.layer(CustomScaleLayer.of(0.5).name("sum"))).isEqualTo(json("""
                {"module": "keras.src.applications.inception_resnet_v2", "class_name": "CustomScaleLayer",
                 "config": {"name": "sum", "dtype": "float32", "scale": 0.5},
                 "registered_name": "CustomScaleLayer"}"""));
    }

    @Test
    void filesOfKeras2AreReadWhetherTheyRegisterTheClassOrNot() {
        assertThat(layer("""
                {"module": "tf_keras.src.applications.inception_resnet_v2", "class_name": "CustomScaleLayer",
                 "config": {"scale": 0.5}, "registered_name": "Custom>CustomScaleLayer"}""")).hasToString("CustomScaleLayer[scale=0.5]");
        assertThat(layer("""
                {"class_name": "Custom>CustomScaleLayer", "config": {"scale": 0.5}}""")).hasToString("CustomScaleLayer[scale=0.5]");
        assertThat(layer("""
                {"module": "tf_keras.src.applications.convnext", "class_name": "LayerScale",
                 "config": {"init_values": 1e-06, "projection_dim": 4}, "registered_name": "LayerScale"}""")).hasToString("LayerScale[initValues=1.0E-6, projectionDim=4]");
    }

    @Test
    void aClassOfTheSameNameThatSomeoneWroteIsNotTakenForIt() {
        assertThatThrownBy(() -> layer("""
                {"module": "vision", "class_name": "LayerScale", "config": {"name": "mine", "projection_dim": 4},
                 "registered_name": "LayerScale"}"""))
                .isInstanceOf(UnsupportedPartException.class)
                .hasMessage("""
                        Cannot read model.keras (config.json).
                          expected: a model of parts that Jeras has
                          received: the class LayerScale, written in Python for this model, at "mine"
                          fix:      write it as a Java class, and name it: Keras.register("LayerScale", ...), or \
                        customObject in Model.load; or replace it in Keras by layers of its own""");
    }

    @Test
    void aSumTakesTwoInputs() {
        assertThatThrownBy(() -> CustomScaleLayer.of(0.5).apply(Input.of(4)))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessage("""
                        CustomScaleLayer takes two inputs.
                          expected: a shortcut and what is added to it
                          received: 1 tensor
                          fix:      apply it to both: apply(shortcut, residual)""");
    }

    private static Layer layer(String described) {
        return LayerReader.layer(OlderConfig.modern(json(described), "2.15.0"), WHERE);
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }
}
