package jeras.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import jeras.InvalidArgumentException;
import jeras.Keras;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImageDataFormatTest {
    @AfterEach
    void channelsLastAgain() {
        Keras.setImageDataFormat("channels_last");
    }

    @Test
    void layersMadeAfterwardsTakeIt() {
        Conv2D before = Conv2D.of(4, 3);
        Keras.setImageDataFormat("channels_first");
        assertThat(Keras.imageDataFormat()).isEqualTo("channels_first");
        assertThat(Symbols.output(Conv2D.of(4, 3), -1, 3, 8, 9)).isEqualTo(new Shape(-1, 4, 6, 7));
        assertThat(Symbols.output(MaxPooling2D.of(), -1, 3, 8, 9)).isEqualTo(new Shape(-1, 3, 4, 4));
        assertThat(Symbols.output(GlobalMaxPooling1D.of(), -1, 3, 8)).isEqualTo(new Shape(-1, 3));
        assertThat(Symbols.output(ZeroPadding2D.of(), -1, 3, 8, 9)).isEqualTo(new Shape(-1, 3, 10, 11));
        assertThat(Symbols.output(UpSampling3D.of(), -1, 3, 2, 2, 2)).isEqualTo(new Shape(-1, 3, 4, 4, 4));
        assertThat(Symbols.output(before, -1, 8, 9, 3)).isEqualTo(new Shape(-1, 6, 7, 4));
        assertThat(Conv2D.of(4, 3).dataFormat("channels_last").config().dataFormat())
                .isEqualTo("channels_last");
    }

    @Test
    void anotherWordIsRefused() {
        assertThatThrownBy(() -> Keras.setImageDataFormat("NHWC"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        The image data format cannot be set.
                          expected: channels_last or channels_first
                          received: "NHWC"
                          fix:      choose one of them""");
    }
}
