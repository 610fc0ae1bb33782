package jeras.utils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.List;
import jeras.Array;
import jeras.InvalidArgumentException;
import jeras.ShapeMismatchException;
import org.junit.jupiter.api.Test;

class TextPictureTest {
    /** The first image of the optical digits data set. */
    private static final byte[] ZERO = {
        0, 0, 5, 13, 9, 1, 0, 0, //
        0, 0, 13, 15, 10, 15, 5, 0, //
        0, 3, 15, 2, 0, 11, 8, 0, //
        0, 4, 12, 0, 0, 8, 8, 0, //
        0, 5, 8, 0, 0, 9, 8, 0, //
        0, 4, 11, 0, 1, 12, 7, 0, //
        0, 2, 14, 5, 10, 12, 0, 0, //
        0, 0, 6, 13, 10, 0, 0, 0
    };

    @Test
    void aSmallPictureHasTwoCharactersAPixel() {
        assertThat(TextPicture.of(ZERO, 8, 8).lines())
                .containsExactly(
                        "    ░░██▓▓      ",
                        "    ████▓▓██░░  ",
                        "  ░░██    ▓▓▒▒  ",
                        "  ░░██    ▒▒▒▒  ",
                        "  ░░▒▒    ▓▓▒▒  ",
                        "  ░░▓▓    ██▒▒  ",
                        "    ██░░▓▓██    ",
                        "    ▒▒██▓▓      ");
    }

    @Test
    void aLargerPictureHasOneCharacterForTwoPixels() {
        int width = 20;
        float[] pixels = new float[3 * width];
        pixels[1] = 1; // above, with nothing below
        pixels[width + 2] = 1; // below, with nothing above
        pixels[3] = pixels[width + 3] = 1;
        pixels[4] = pixels[width + 4] = 0.5f;
        pixels[2 * width + 5] = 1; // in the row that has none below it
        assertThat(TextPicture.of(pixels, 3, width))
                .isEqualTo(" ▀▄█▒" + " ".repeat(15) + "\n" + "     ▀" + " ".repeat(14));
    }

    @Test
    void anArrayIsDrawnWithOrWithoutItsChannelAxis() {
        Array flat = Array.wrap(ByteBuffer.wrap(ZERO), new Shape(8, 8), DataType.UINT8);
        Array channel = Array.wrap(ByteBuffer.wrap(ZERO), new Shape(8, 8, 1), DataType.UINT8);
        assertThat(TextPicture.of(flat)).isEqualTo(TextPicture.of(ZERO, 8, 8)).isEqualTo(TextPicture.of(channel));
    }

    @Test
    void theLeastNegativeValueIsDark() {
        assertThat(TextPicture.of(new float[] {-1, 0, 1}, 1, 3)).isEqualTo("  ▒▒██");
        assertThat(TextPicture.of(new float[] {0, 0, 0}, 1, 3)).isEqualTo("      ");
    }

    @Test
    void bytesAreUnsigned() {
        assertThat(TextPicture.of(new byte[] {0, 127, (byte) 255}, 1, 3)).isEqualTo("  ▒▒██");
    }

    @Test
    void picturesStandSideBySide() {
        assertThat(TextPicture.sideBySide(List.of("ab\nc", "层", "1\n2\n3"), 2))
                .isEqualTo("ab  层  1\nc       2\n        3");
        assertThat(TextPicture.sideBySide(List.of(), 2)).isEmpty();
    }

    @Test
    void aPictureInColoursIsRefused() {
        Array colours = Array.wrap(ByteBuffer.allocate(12), new Shape(2, 2, 3), DataType.UINT8);
        assertThatThrownBy(() -> TextPicture.of(colours))
                .isInstanceOf(ShapeMismatchException.class)
                .hasMessage("""
                        Only a single grey picture can be drawn with characters.
                          expected: (height, width) or (height, width, 1)
                          received: (2, 2, 3)
                          fix:      take one picture out of the batch, and one channel out of its colours""");
    }

    @Test
    void aWrongNumberOfPixelsIsRefused() {
        assertThatThrownBy(() -> TextPicture.of(new byte[5], 2, 3))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        These pixels do not make a picture of 2 rows and 3 columns.
                          expected: 6 pixels
                          received: 5 pixels
                          fix:      give the height and the width of the picture, in this order""");
    }
}
