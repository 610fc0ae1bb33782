package jeras.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import java.util.Locale;
import java.util.stream.Collectors;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.Model;
import org.junit.jupiter.api.Test;

class ApplicationsTest {
    @Test
    void everyArchitectureThatIsComparedWithKerassHasAName() throws Exception {
        assertThat(ArchitecturesTest.rows()
                        .map(row -> row.function().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()))
                .hasSizeGreaterThan(11)
                .isEqualTo(Applications.names());
    }

    @Test
    void anArchitectureIsBuiltByItsName() {
        Application mobile = Applications.of("mobilenet");

        Model model = mobile.build(
                a -> a.weights("none").includeTop(false).inputShape(64, 64, 3).pooling("avg"));

        assertThat(mobile).hasToString("<Application name=mobilenet>");
        assertThat(mobile.name()).isEqualTo("mobilenet");
        assertThat(mobile.imageSize()).isEqualTo(224);
        assertThat(model.name()).isEqualTo("mobilenet_1.00_64");
        assertThat(model.countParams()).isEqualTo(3_228_864);
        assertThat(mobile.preprocessInput(Array.zeros(DataType.UINT8, 1, 1, 3)).toDoubleArray())
                .containsExactly(-1, -1, -1);
    }

    @Test
    void theNearestNamesAreNamed() {
        assertThatThrownBy(() -> Applications.of("ResNet51"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageStartingWith("Unknown application \"ResNet51\".\n")
                .hasMessageContaining("did you mean \"resnet50\"?");
    }
}
