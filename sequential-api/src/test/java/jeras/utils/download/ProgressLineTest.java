package jeras.utils.download;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private static final String NAME = "train-images-idx3-ubyte.gz";
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void redrawsOneLineInPlaceButNotForEachPiece() {
        ProgressLine line =
                new ProgressLine(new PrintStream(printed, true, UTF_8), true, NAME, OptionalLong.of(9_912_422));

        line.show(1_000_000);
        line.show(1_000_001); // at once after the first: not drawn
        line.finish(9_912_422);

        assertThat(printed.toString(UTF_8))
                .isEqualTo("\rDownloading train-images-idx3-ubyte.gz: 1.0 of 9.9 MB, 10%"
                        + "\rDownloading train-images-idx3-ubyte.gz: 9.9 of 9.9 MB, 100%" + System.lineSeparator());
    }

    @Test
    void printsNothingWhereNobodyLooks() {
        ProgressLine line =
                new ProgressLine(new PrintStream(printed, true, UTF_8), false, NAME, OptionalLong.of(9_912_422));

        line.show(1_000_000);
        line.finish(9_912_422);

        assertThat(printed.size()).isZero();
    }

    @Test
    void showsWhatHasComeOfAFileOfUnknownSize() {
        ProgressLine line = new ProgressLine(new PrintStream(printed, true, UTF_8), true, NAME, OptionalLong.empty());

        line.finish(1_234_567);

        assertThat(printed.toString(UTF_8))
                .isEqualTo("\rDownloading train-images-idx3-ubyte.gz: 1.2 MB" + System.lineSeparator());
    }
}
