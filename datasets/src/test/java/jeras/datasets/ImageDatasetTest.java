package jeras.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import jeras.InvalidArgumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageDatasetTest {

    @Test
    void findsEachDataSetByItsName() {
        assertThat(ImageDataset.names()).containsExactly("digits", "mnist", "fashion_mnist", "cifar10", "cifar100");
        assertThat(ImageDataset.names())
                .allSatisfy(name -> assertThat(ImageDataset.of(name).name()).isEqualTo(name));
        assertThat(ImageDataset.of("mnist")).hasToString("ImageDataset(mnist)");
    }

    @Test
    void saysWhatLabelsAndPixelsMean() {
        assertThat(ImageDataset.of("fashion_mnist").classNames())
                .containsExactly(
                        "T-shirt/top",
                        "Trouser",
                        "Pullover",
                        "Dress",
                        "Coat",
                        "Sandal",
                        "Shirt",
                        "Sneaker",
                        "Bag",
                        "Ankle boot");
        assertThat(ImageDataset.of("digits").classNames())
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(ImageDataset.of("digits").maxPixel()).isEqualTo(16);
        assertThat(ImageDataset.of("mnist").maxPixel()).isEqualTo(255);
    }

    @Test
    void loadsTheDigitsFromTheJarOnly() {
        ImageDataset digits = ImageDataset.of("digits");

        assertThat(digits.load().xTrain().shape()).isEqualTo(new Shape(1442, 8, 8));
        assertThatThrownBy(() -> digits.load(Path.of("data")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        The digits are not loaded from a folder.
                          expected: no folder: they are inside the jar
                          received: data
                          fix:      call load() without a folder""");
    }

    @Test
    void loadsTheOthersFromAFolder() {
        Path folder = SharedData.folder("fashion-mnist");

        assertThat(ImageDataset.of("fashion_mnist").load(folder))
                .hasToString(FashionMnist.load(folder).toString());
    }

    @Test
    void givesColourImagesOneLabelEach() {
        Split cifar = ImageDataset.of("cifar10").load(KerasNumbers.file("cifar-10-python.tar.gz"));

        assertThat(cifar)
                .hasToString("Split(xTrain=(10, 32, 32, 3) uint8, yTrain=(10) int32, "
                        + "xTest=(3, 32, 32, 3) uint8, yTest=(3) int32)");
        assertThat(ImageDataset.of("cifar100")
                        .load(KerasNumbers.file("cifar-100-binary.tar.gz"))
                        .yTrain()
                        .shape())
                .isEqualTo(new Shape(5));
        assertThat(ImageDataset.of("cifar100").classNames()).hasSize(100);
    }

    @ParameterizedTest
    @CsvSource({"MNIST, mnist", "fashion-mnist, fashion_mnist", "FashionMnst, fashion_mnist", "digit, digits"})
    void namesTheNearestOneOfAnUnknownName(String unknown, String nearest) {
        assertThatThrownBy(() -> ImageDataset.of(unknown))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Unknown image data set "%s".
                          expected: one of "digits", "mnist", "fashion_mnist", "cifar10", "cifar100"
                          received: "%s"
                          fix:      did you mean "%s"?""".formatted(unknown, unknown, nearest));
    }

    @Test
    void namesNoNearestOneWhenTheNameIsQuiteAnother() {
        assertThatThrownBy(() -> ImageDataset.of("imagenet"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Unknown image data set "imagenet".
                          expected: one of "digits", "mnist", "fashion_mnist", "cifar10", "cifar100"
                          received: "imagenet"
                          fix:      use one of the expected ids""");
    }
}
