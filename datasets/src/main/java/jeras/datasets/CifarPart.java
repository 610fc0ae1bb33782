package jeras.datasets;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * One file of CIFAR: colour images of 32x32 pixels and their labels.
 */
final class CifarPart {
    /** The bytes of an image. */
    static final int IMAGE = 32 * 32 * 3;

    private static final int PLANE = 32 * 32;

    /** What a file may be larger than the images in it: labels, names of images. */
    private static final long LARGEST = 300_000_000;

    private final byte[] pixels;
    private final int[] labels;

    private CifarPart(byte[] pixels, int[] labels) {
        this.pixels = pixels;
        this.labels = labels;
    }

    /** {@code (n, 32, 32, 3)}, row by row: red, green and blue of each pixel together, as in Keras. */
    ByteBuffer pixels() {
        return ByteBuffer.wrap(pixels).asReadOnlyBuffer();
    }

    /** {@code (n)}, as they are in the file. */
    int[] labels() {
        return labels.clone();
    }

    /**
     * Reads a file of the version for Python: a pickle of a dictionary, of which nothing is run.
     *
     * @param labelKey where the labels are: {@code "labels"}, {@code "fine_labels"} or {@code "coarse_labels"}
     */
    static CifarPart readPickle(InputStream in, String labelKey) throws IOException {
        if (!(PickleReader.read(in, LARGEST) instanceof Map<?, ?> entries)
                || !(entries.get("data") instanceof PickledArray data)
                || !(entries.get(labelKey) instanceof PickledList list)) {
            throw new IOException("no dictionary with \"data\" and \"" + labelKey + "\"");
        }
        int[] labels = list.toInts().orElseThrow(() -> new IOException("labels that are no integers"));
        return of(data.toBytes(), labels);
    }

    /**
     * Reads a file of the binary version: for each image its labels, one byte each, then its pixels.
     *
     * @param labelBytes how many labels an image has
     * @param label which of them counts
     */
    static CifarPart readBinary(InputStream in, int labelBytes, int label) throws IOException {
        byte[] records = new BoundedInput(in, LARGEST).readAllBytes();
        int recordBytes = labelBytes + IMAGE;
        if (records.length % recordBytes != 0) {
            throw new EOFException(
                    records.length + " bytes, which are no whole records of " + recordBytes + " bytes each");
        }
        int count = records.length / recordBytes;
        byte[] planes = new byte[count * IMAGE];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = Byte.toUnsignedInt(records[i * recordBytes + label]);
            System.arraycopy(records, i * recordBytes + labelBytes, planes, i * IMAGE, IMAGE);
        }
        return of(planes, labels);
    }

    private static CifarPart of(byte[] planes, int... labels) throws IOException {
        if (labels.length == 0 || planes.length != (long) labels.length * IMAGE) {
            throw new IOException(labels.length + " labels for " + planes.length + " bytes of images");
        }
        return new CifarPart(pixelByPixel(planes), labels);
    }

    /** The files have all red of an image, then all green, then all blue. */
    private static byte[] pixelByPixel(byte[] planes) {
        byte[] pixels = new byte[planes.length];
        for (int image = 0; image < planes.length; image += IMAGE) {
            for (int pixel = 0; pixel < PLANE; pixel++) {
                for (int color = 0; color < 3; color++) {
                    pixels[image + 3 * pixel + color] = planes[image + color * PLANE + pixel];
                }
            }
        }
        return pixels;
    }

    /** Several parts as one, in their order. */
    static CifarPart join(List<CifarPart> parts) {
        int count = parts.stream().mapToInt(part -> part.labels.length).sum();
        byte[] pixels = new byte[Math.multiplyExact(count, IMAGE)];
        int[] labels = new int[count];
        int at = 0;
        for (CifarPart part : parts) {
            System.arraycopy(part.pixels, 0, pixels, at * IMAGE, part.pixels.length);
            System.arraycopy(part.labels, 0, labels, at, part.labels.length);
            at += part.labels.length;
        }
        return new CifarPart(pixels, labels);
    }
}
