package jeras.applications.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import jeras.Array;
import jeras.Model;
import jeras.losses.SparseCategoricalCrossentropy;
import jeras.optimizers.SGD;
import jeras.saving.Safetensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A published model, of real size, where {@code pretrained_encoder.py} has made the folder that a property names. */
class PretrainedModelTest {
    private static final String PROPERTY = "jeras.pretrained";

    @TempDir
    Path trained;

    @Test
    void aPublishedModelGivesTheStatesTheLossAndTheGradientsOfTransformers() {
        String named = System.getProperty(PROPERTY, "");
        assumeTrue(!named.isEmpty(), "name a folder of pretrained_encoder.py with -D" + PROPERTY);
        Path folder = Path.of(named);
        Fixture fixture = new Fixture("pretrained", folder, Safetensors.open(folder.resolve("expected.safetensors")));

        Model states = fixture.encoder().backbone(b -> b.hiddenStates(true));
        int layers = fixture.encoder().config().numHiddenLayers();
        List<Array> outputs = states.predictAll(fixture.inputs());
        IntStream.rangeClosed(0, layers)
                .forEach(i ->
                        Fixture.assertClose("hidden state " + i, outputs.get(i + 1), fixture.array("hidden_" + i)));

        Model model = fixture.encoder().classifier();
        fixture.assertOutputs(model, "logits");
        model.compile(c ->
                c.optimizer(SGD.of(1)).loss(SparseCategoricalCrossentropy.of().fromLogits(true)));
        double loss =
                model.trainOnBatch(fixture.inputs(), fixture.array("labels")).get("loss");
        assertThat(loss).isCloseTo(fixture.array("loss").item(), within(Fixture.TOLERANCE));
        fixture.encoder().savePretrained(trained, model);
        fixture.assertGradients(trained);
    }
}
