package jeras.datasets;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import jeras.FileFormatException;
import jeras.JerasException;
import jeras.utils.Suggestions;

/** One XML file of Pascal VOC. A document type, through which XML reaches other files, is refused. */
final class VocAnnotation {
    private static final long LARGEST = 64L << 20;

    private final List<Thing> things = new ArrayList<>();
    private String fileName = "";
    private int width;
    private int height;

    private VocAnnotation() {}

    /** A thing in the image, as far as it is read. */
    private static final class Thing {
        private final int line;
        private String name = "";
        private boolean isHard;
        private double xMin = Double.NaN;
        private double yMin = Double.NaN;
        private double xMax = Double.NaN;
        private double yMax = Double.NaN;

        Thing(int line) {
            this.line = line;
        }
    }

    static VocAnnotation read(Path file) {
        try (InputStream in = new BoundedInput(new BufferedInputStream(Files.newInputStream(file), 1 << 13), LARGEST)) {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            VocAnnotation annotation = new VocAnnotation();
            annotation.read(xml, file);
            return annotation;
        } catch (XMLStreamException | NumberFormatException e) {
            throw wrong(file, String.valueOf(e.getMessage()).replaceAll("\\s+", " "), e);
        } catch (IOException e) {
            throw wrong(file, e.toString(), e);
        }
    }

    /** Walks through the document; a path such as {@code annotation/object/name} says where it is. */
    private void read(XMLStreamReader xml, Path file) throws XMLStreamException {
        List<String> path = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD -> throw new XMLStreamException("a document type", xml.getLocation());
                case XMLStreamConstants.START_ELEMENT -> {
                    path.add(xml.getLocalName());
                    text.setLength(0);
                    begin(String.join("/", path), xml.getLocation().getLineNumber());
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    take(String.join("/", path), text.toString().strip(), xml);
                    text.setLength(0);
                    path.remove(path.size() - 1);
                }
                default -> {
                    // comments and the like
                }
            }
        }
        for (Thing thing : things) {
            if (Double.isNaN(thing.xMin + thing.yMin + thing.xMax + thing.yMax) || thing.name.isEmpty()) {
                throw wrong(file, "an object without a name or an edge of its box, in line " + thing.line, null);
            }
        }
    }

    private void begin(String path, int line) {
        if (path.equals("annotation/object")) {
            things.add(new Thing(line));
        }
    }

    private void take(String path, String text, XMLStreamReader xml) throws XMLStreamException {
        switch (path) {
            case "annotation/filename" -> fileName = text;
            case "annotation/size/width" -> width = (int) number(text, xml);
            case "annotation/size/height" -> height = (int) number(text, xml);
            case "annotation/object/name" -> thing().name = text;
            case "annotation/object/difficult" -> thing().isHard = text.equals("1");
            case "annotation/object/bndbox/xmin" -> thing().xMin = number(text, xml);
            case "annotation/object/bndbox/ymin" -> thing().yMin = number(text, xml);
            case "annotation/object/bndbox/xmax" -> thing().xMax = number(text, xml);
            case "annotation/object/bndbox/ymax" -> thing().yMax = number(text, xml);
            default -> {
                // parts of things, poses and the like
            }
        }
    }

    private Thing thing() {
        return things.get(things.size() - 1);
    }

    private static double number(String text, XMLStreamReader xml) throws XMLStreamException {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new XMLStreamException("\"" + text + "\" in place of a number", xml.getLocation(), e);
        }
    }

    Stream<String> classNames() {
        return things.stream().map(thing -> thing.name);
    }

    /** @param file the annotation's own file, for messages and for an image without a name */
    BoxedImage toImage(Path imageFolder, List<String> names, Path file) throws IOException {
        String id = file.getFileName().toString().replaceFirst("\\.xml$", "");
        Path image = PathGuard.below(imageFolder, fileName.isEmpty() ? id + ".jpg" : fileName);
        List<LabelledBox> boxes = new ArrayList<>();
        for (Thing thing : things) {
            int label = names.indexOf(thing.name);
            if (label < 0) {
                throw new FileFormatException(
                        Suggestions.unknown("class in " + file + ", line " + thing.line + ",", thing.name, names));
            }
            boxes.add(new LabelledBox(label, thing.xMin, thing.yMin, thing.xMax, thing.yMax, thing.isHard));
        }
        return new BoxedImage(image, width, height, boxes);
    }

    private static FileFormatException wrong(Path file, String received, Exception cause) {
        return new FileFormatException(
                JerasException.message(
                        file + " is no annotation in the form of Pascal VOC.",
                        "XML: annotation with filename, size and objects with name and bndbox (xmin, ymin, xmax, ymax)",
                        received,
                        "check the file at the line that is named; fetch it again if it was damaged"),
                cause);
    }
}
