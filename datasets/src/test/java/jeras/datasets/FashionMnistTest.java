package jeras.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FashionMnistTest {

    @AfterEach
    void clearSettings() {
        System.clearProperty("jeras.cache");
    }

    @Test
    void loadsTheOriginalFiles() {
        Split fashion = FashionMnist.load(SharedData.folder("fashion-mnist"));

        assertThat(fashion)
                .hasToString("Split(xTrain=(60000, 28, 28) uint8, yTrain=(60000) int32, "
                        + "xTest=(10000, 28, 28) uint8, yTest=(10000) int32)");
        ByteBuffer pixels = fashion.xTrain().bytes();
        long sum = 0;
        while (pixels.hasRemaining()) {
            sum += Byte.toUnsignedInt(pixels.get());
        }
        assertThat(sum / 255.0 / 47_040_000).isCloseTo(0.2860, within(5e-5));
        assertThat(FashionMnist.CLASS_NAMES.get(fashion.yTrain().bytes().getInt()))
                .isEqualTo("Ankle boot");
    }

    @Test
    void acceptsThePublishedFilesInItsCache(@TempDir Path cache) throws Exception {
        Path shared = SharedData.folder("fashion-mnist");
        System.setProperty("jeras.cache", cache.toString());
        Path folder = cache.resolve("datasets").resolve("fashion_mnist");
        Files.createDirectories(folder);
        for (String name : new String[] {
            "train-images-idx3-ubyte.gz",
            "train-labels-idx1-ubyte.gz",
            "t10k-images-idx3-ubyte.gz",
            "t10k-labels-idx1-ubyte.gz"
        }) {
            Files.copy(shared.resolve(name), folder.resolve(name));
        }

        assertThat(FashionMnist.load().xTest().bytes())
                .isEqualTo(FashionMnist.load(shared).xTest().bytes());
    }
}
