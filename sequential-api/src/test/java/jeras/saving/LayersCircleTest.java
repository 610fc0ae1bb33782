package jeras.saving;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jeras.layers.Layer;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every layer goes from Jeras to Keras and back; see {@link Circle}. */
class LayersCircleTest {
    @TempDir
    private Path folder;

    private Circle circle;

    @BeforeEach
    void begin() {
        circle = new Circle(folder);
    }

    private static List<Circle.Case> layers() {
        List<Circle.Case> cases = new ArrayList<>();
        for (SavedLayersTest.Saved saved : SavedLayersTest.LAYERS) {
            cases.add(new Circle.Case(
                    String.format("%03d-%s", cases.size(), saved.layer().className()),
                    SavedLayersTest.model(saved),
                    SavedLayersTest.data(saved)));
        }
        return cases;
    }

    @Test
    void everyLayerComputesTheSameInKerasAndComesBackAsItWas() throws Exception {
        circle.goAround(layers());
    }

    @Test
    void whatAFileLeavesOutIsKerassDefault() throws Exception {
        List<Circle.Case> cases = layers();
        circle.keras("defaults", cases);
        SoftAssertions all = new SoftAssertions();
        for (Circle.Case each : cases) {
            if (!circle.went(each, all)) {
                continue;
            }
            for (JsonElement one : JsonParser.parseString(Files.readString(circle.file(each, "defaults.json")))
                    .getAsJsonArray()) {
                JsonObject told = one.getAsJsonObject();
                JsonObject asked = ObjectWriter.described(
                        "keras.layers", told.get("class_name").getAsString(), told.getAsJsonObject("asked"));
                all.assertThatCode(() -> {
                            Layer made = LayerReader.layer(asked, Where.in(new Place(folder, "defaults.json")));
                            JsonObject ours = LayerWriter.layer(made).getAsJsonObject("config");
                            SavedArguments.assertSame(all, each.name(), ours, told.getAsJsonObject("config"));
                        })
                        .as(each.name())
                        .doesNotThrowAnyException();
            }
        }
        all.assertAll();
    }
}
