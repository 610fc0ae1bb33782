package jeras.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Coco and Voc. */
class BoxesTest {
    @TempDir
    private Path folder;

    @Test
    void vocReadsBloodCells() {
        Path cells = SharedData.folder("bccd-detection");

        BoxedImages all = Voc.read(cells);

        assertThat(all).hasToString("BoxedImages(100 images, 1642 things of Platelets, RBC, WBC)");
        long[] counts = new long[3];
        all.images().forEach(image -> image.things().forEach(thing -> counts[thing.label()]++));
        assertThat(counts).containsExactly(125, 1409, 108);
        BoxedImage first = all.images().get(0);
        assertThat(first.file())
                .isEqualTo(cells.resolve("JPEGImages").resolve("BloodImage_00000.jpg"))
                .exists();
        assertThat(first.width()).isEqualTo(640);
        assertThat(first.height()).isEqualTo(480);
        assertThat(first.things().get(0)).isEqualTo(new LabelledBox(2, 260, 177, 491, 376, false));
        assertThat(first.boxes().shape()).isEqualTo(new Shape(first.things().size(), 4));
        assertThat(first.boxes().get(0).toFloatArray()).containsExactly(260, 177, 491, 376);
        assertThat(first.labels().toIntArray()).startsWith(2, 1, 1);
    }

    @Test
    void vocReadsTheImagesOfAListWithClassesInYourOrder() {
        BoxedImages train = Voc.read(
                SharedData.folder("bccd-detection"), o -> o.imageSet("train").classNames("RBC", "WBC", "Platelets"));

        assertThat(train.images()).hasSize(60);
        assertThat(train.classNames()).containsExactly("RBC", "WBC", "Platelets");
    }

    @Test
    void vocReachesNoOtherFiles() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        Path file = annotation("<!DOCTYPE annotation [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>\n"
                + "<annotation><filename>&e;</filename></annotation>");

        assertThatThrownBy(() -> Voc.read(folder))
                .isInstanceOf(FileFormatException.class)
                .hasMessageStartingWith(file + " is no annotation in the form of Pascal VOC.\n")
                .hasMessageContaining("a document type");
        annotation("<annotation><filename>../secret</filename></annotation>");
        assertThatThrownBy(() -> Voc.read(folder))
                .isInstanceOf(FileFormatException.class)
                .hasMessageContaining("\"../secret\", which leads out of " + folder.resolve("JPEGImages"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <annotation> | ParseError at [row,col]:[1,13]
            <annotation><object><name>cat</name></object></annotation> | an object without a name or an edge of its box, in line 1
            <annotation><size><width>wide</width></size></annotation> | ParseError at [row,col]:[1,38] Message: "wide" in place of a number
            """)
    void vocSaysWhereAFileIsWrong(String text, String received) throws IOException {
        Path file = annotation(text);

        assertThatThrownBy(() -> Voc.read(folder))
                .isInstanceOf(FileFormatException.class)
                .hasMessageStartingWith("""
                        %s is no annotation in the form of Pascal VOC.
                          expected: XML: annotation with filename, size and objects with name and bndbox (xmin, ymin, \
                        xmax, ymax)
                          received: %s""".formatted(file, received));
    }

    @Test
    void vocNamesAnUnknownClassAndAMissingList() throws IOException {
        Path file = annotation("<annotation><object><name>cta</name><bndbox><xmin>1</xmin><ymin>1</ymin>"
                + "<xmax>2</xmax><ymax>2</ymax></bndbox></object></annotation>");

        assertThatThrownBy(() -> Voc.read(folder, o -> o.classNames("cat")))
                .isInstanceOf(FileFormatException.class)
                .hasMessage("""
                        Unknown class in %s, line 1, "cta".
                          expected: one of "cat"
                          received: "cta"
                          fix:      did you mean "cat"?""".formatted(file));
        assertThatThrownBy(() -> Voc.read(folder, o -> o.imageSet("train")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageStartingWith(folder + " has no list of images \"train\".\n");
        assertThatThrownBy(() -> Voc.read(folder.resolve("none")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        %s is no folder in the form of Pascal VOC.
                          expected: the folders Annotations and JPEGImages in it
                          received: no such folder
                          fix:      name the folder above Annotations""".formatted(folder.resolve("none")));
    }

    private Path annotation(String xml) throws IOException {
        Path annotations = Files.createDirectories(folder.resolve("Annotations"));
        return Files.writeString(annotations.resolve("a.xml"), xml);
    }

    @Test
    void cocoCountsItsCategoriesWithoutGaps() throws IOException {
        Path file = coco("""
                {"info": {"year": 2017},
                 "annotations": [
                  {"id": 1, "image_id": 20, "category_id": 90, "bbox": [1, 2.5, 3, 4], "area": 12, "iscrowd": 0,
                   "segmentation": [[1, 2, 3]]},
                  {"id": 2, "image_id": 20, "category_id": 3, "bbox": [0, 0, 10, 10], "iscrowd": 1}],
                 "images": [{"id": 20, "file_name": "a.jpg", "width": 640, "height": 480},
                            {"id": 7, "file_name": "sub/b.jpg", "width": 32, "height": 16}],
                 "categories": [{"id": 90, "name": "toothbrush"}, {"id": 3, "name": "car", "supercategory": "vehicle"}]}
                """);

        BoxedImages read = Coco.read(file, folder);

        assertThat(read.classNames()).containsExactly("car", "toothbrush");
        assertThat(read.images())
                .containsExactly(
                        new BoxedImage(
                                folder.resolve("a.jpg"),
                                640,
                                480,
                                List.of(
                                        new LabelledBox(1, 1, 2.5, 4, 6.5, false),
                                        new LabelledBox(0, 0, 0, 10, 10, true))),
                        new BoxedImage(folder.resolve("sub").resolve("b.jpg"), 32, 16, List.of()));
        assertThat(read.images().get(1).boxes().shape()).isEqualTo(new Shape(0, 4));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"annotations": [{"image_id": 1, "category_id": 2, "bbox": [1, 2, 3, 4]}]} | an annotation of the image 1 and the category 2, of which one is not there
            {"annotations": [{"image_id": 1}]} | an annotation without "bbox", at line 1 column 33 path $.annotations[0].image_id
            {"annotations": [{"bbox": [1, 2, 3]}]} | Expected a double but was END_ARRAY at line 1 column 36 path $.annotations[0].bbox[3]
            {"images": 3} | Expected BEGIN_ARRAY but was NUMBER at line 1 column 13 path $.images
            """)
    void cocoSaysWhereAFileIsWrong(String text, String received) throws IOException {
        Path file = coco(text);

        assertThatThrownBy(() -> Coco.read(file, folder))
                .isInstanceOf(FileFormatException.class)
                .hasMessage("""
                        %s is no file of boxes in the form of COCO.
                          expected: JSON: images (id, file_name), categories (id, name) and annotations (image_id, \
                        category_id, bbox)
                          received: %s
                          fix:      check the file at the line that is named; fetch it again if it was damaged""".formatted(file, received));
    }

    @Test
    void cocoKeepsToItsFolder() throws IOException {
        Path file = coco("{\"images\": [{\"id\": 1, \"file_name\": \"../../etc/passwd\"}]}");

        assertThatThrownBy(() -> Coco.read(file, folder))
                .hasMessageContaining("\"../../etc/passwd\", which leads out of " + folder);
    }

    private Path coco(String json) throws IOException {
        return Files.writeString(folder.resolve("coco.json"), json);
    }
}
