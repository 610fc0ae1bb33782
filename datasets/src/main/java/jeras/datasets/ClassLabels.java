package jeras.datasets;

import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jeras.Array;
import jeras.FileFormatException;
import jeras.JerasException;

/** Turns the label bytes of a file into class indices. */
final class ClassLabels {
    private ClassLabels() {}

    /**
     * Widens labels to INT32, the type in which Jeras's losses and metrics take class indices.
     *
     * @param bytes {@code (n)}, UINT8
     * @param name what messages call the file
     * @return {@code (n)}, INT32, each 0 to classes - 1
     * @throws FileFormatException if a label is not a class: it would index past the end of a native array later
     */
    static Array toIndices(Array bytes, int classes, String name) {
        ByteBuffer from = bytes.bytes();
        ByteBuffer to = ByteBuffer.allocate(Integer.BYTES * from.remaining()).order(ByteOrder.nativeOrder());
        for (int i = 0; from.hasRemaining(); i++) {
            int label = Byte.toUnsignedInt(from.get());
            if (label >= classes) {
                throw new FileFormatException(JerasException.message(
                        name + " holds a label that is no class.",
                        "0 to " + (classes - 1),
                        label + " at index " + i,
                        "give the labels that belong to the images"));
            }
            to.putInt(label);
        }
        return Array.wrap(to.flip(), bytes.shape(), DataType.INT32);
    }
}
