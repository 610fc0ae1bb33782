package jeras.training;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import java.util.List;
import jeras.Input;
import jeras.Model;
import jeras.ModelStateException;
import jeras.Sequential;
import jeras.layers.Dense;
import org.junit.jupiter.api.Test;

class SharingTest {
    @Test
    void weightsThatLieOnAnotherDeviceThanTheFirstAreRefused() {
        Model model = Sequential.of(Input.of(1), Dense.of(1).name("line"));
        model.predict(new double[][] {{1}});

        assertThatThrownBy(() -> Sharing.check(model, List.of(Device.gpu(0), Device.gpu(1))))
                .isInstanceOf(ModelStateException.class)
                .hasMessage("""
                        The model cannot be shared by these devices.
                          expected: its weights on the first of them, gpu:0
                          received: "line/kernel" on cpu
                          fix:      set the distribution before the model is made or loaded""");
        assertThatCode(() -> Sharing.check(model, List.of(Device.cpu(), Device.cpu())))
                .doesNotThrowAnyException();
    }
}
