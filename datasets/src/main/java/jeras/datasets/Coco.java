package jeras.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jeras.FileFormatException;
import jeras.JerasException;

/**
 * Reads boxes around things in images in the form of COCO: one JSON file with images, categories and annotations.
 *
 * <pre>{@code
 * BoxedImages train = Coco.read(Path.of("annotations/instances_train2017.json"), Path.of("train2017"));
 * }</pre>
 *
 * <p>The ids of COCO's categories have gaps; labels count them without gaps, in the order of the ids.
 *
 * @see <a href="https://cocodataset.org/#format-data">the format</a>
 */
public final class Coco {
    private static final long LARGEST = 4L << 30;

    private final JsonReader json;
    private final Path imageFolder;
    private final Map<Long, Image> images = new LinkedHashMap<>();
    private final TreeMap<Long, String> categories = new TreeMap<>();
    private final List<Annotation> annotations = new ArrayList<>();

    private Coco(JsonReader json, Path imageFolder) {
        this.json = json;
        this.imageFolder = imageFolder;
    }

    private record Image(Path file, int width, int height) {}

    /** A box as it is in the file: left and upper edge, width and height. */
    private record Annotation(
            long image, long category, double x, double y, double width, double height, boolean crowd) {}

    /**
     * Reads all images of a file, also those without a box.
     *
     * @param annotations the JSON file
     * @param imageFolder where the images are
     * @throws FileFormatException if the file cannot be read or is of another form; the message says in which line
     */
    public static BoxedImages read(Path annotations, Path imageFolder) {
        try (Reader text = new InputStreamReader(
                        new BoundedInput(new BufferedInputStream(Files.newInputStream(annotations), 1 << 16), LARGEST),
                        UTF_8);
                JsonReader json = new JsonReader(text)) {
            return new Coco(json, imageFolder).read();
        } catch (IOException | IllegalStateException | NumberFormatException | JsonParseException e) {
            throw new FileFormatException(
                    JerasException.message(
                            annotations + " is no file of boxes in the form of COCO.",
                            "JSON: images (id, file_name), categories (id, name) and annotations (image_id, category_id, bbox)",
                            JsonErrors.reason(e),
                            "check the file at the line that is named; fetch it again if it was damaged"),
                    e);
        }
    }

    private BoxedImages read() throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "images" -> readAll(this::readImage);
                case "categories" -> readAll(this::readCategory);
                case "annotations" -> readAll(this::readAnnotation);
                default -> json.skipValue();
            }
        }
        json.endObject();
        return join();
    }

    @FunctionalInterface
    private interface Element {
        void read() throws IOException;
    }

    private void readAll(Element element) throws IOException {
        json.beginArray();
        while (json.hasNext()) {
            json.beginObject();
            element.read();
            json.endObject();
        }
        json.endArray();
    }

    private void readImage() throws IOException {
        long id = -1;
        String file = "";
        int width = 0;
        int height = 0;
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "id" -> id = json.nextLong();
                case "file_name" -> file = json.nextString();
                case "width" -> width = json.nextInt();
                case "height" -> height = json.nextInt();
                default -> json.skipValue();
            }
        }
        images.put(id, new Image(PathGuard.below(imageFolder, file), width, height));
    }

    private void readCategory() throws IOException {
        long id = -1;
        String name = "";
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "id" -> id = json.nextLong();
                case "name" -> name = json.nextString();
                default -> json.skipValue();
            }
        }
        categories.put(id, name);
    }

    private void readAnnotation() throws IOException {
        long image = -1;
        long category = -1;
        boolean crowd = false;
        double[] box = new double[0];
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "image_id" -> image = json.nextLong();
                case "category_id" -> category = json.nextLong();
                case "iscrowd" -> crowd = json.nextInt() != 0;
                case "bbox" -> box = readBox();
                default -> json.skipValue();
            }
        }
        if (box.length == 0) {
            throw new IOException("an annotation without \"bbox\", " + JsonErrors.where(json));
        }
        annotations.add(new Annotation(image, category, box[0], box[1], box[2], box[3], crowd));
    }

    private double[] readBox() throws IOException {
        json.beginArray();
        double[] box = {json.nextDouble(), json.nextDouble(), json.nextDouble(), json.nextDouble()};
        json.endArray();
        return box;
    }

    private BoxedImages join() throws IOException {
        List<Long> labels = List.copyOf(categories.keySet());
        Map<Long, Integer> labelOf = new LinkedHashMap<>();
        labels.forEach(id -> labelOf.put(id, labelOf.size()));
        Map<Long, List<LabelledBox>> things = new LinkedHashMap<>();
        images.keySet().forEach(id -> things.put(id, new ArrayList<>()));
        for (Annotation a : annotations) {
            Integer label = labelOf.get(a.category);
            List<LabelledBox> ofImage = things.get(a.image);
            if (label == null || ofImage == null) {
                throw new IOException("an annotation of the image " + a.image + " and the category " + a.category
                        + ", of which one is not there");
            }
            ofImage.add(new LabelledBox(label, a.x, a.y, a.x + a.width, a.y + a.height, a.crowd));
        }
        List<BoxedImage> joined = new ArrayList<>();
        images.forEach(
                (id, image) -> joined.add(new BoxedImage(image.file, image.width, image.height, things.get(id))));
        return new BoxedImages(List.copyOf(categories.values()), joined);
    }
}
