package jeras.saving;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files made with h5py, or by changing a few bytes of such a file: each must be refused, and say why. */
class HostileWeightsTest {
    private static final String NUMBERS =
            "float16, bfloat16, float32, float64, int8, int16, int32, int64, uint8 or bool";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    bomb.h5                 | (/a)    | at most 200 times the file's SIZE bytes when decompressed | 8388608 bytes more than are left of that | save the weights without compression, as Keras does
                    no_chunks.h5            | (/a)    | at most 200 times the file's 1400 bytes when decompressed | 4194304 bytes more than are left of that | save the weights without compression, as Keras does
                    no_values.h5            | (/a)    | 4398046511104 bytes of values | a shape without values | DAMAGED
                    huge_shape.h5           | (/g/a)  | a shape whose size is a number | [2305843009213693952] | DAMAGED
                    cycle.h5                | (/g/up) | a tree of groups and data sets | a second link to the object at address 96 | write each object under one name only
                    twice.h5                | (/b)    | a tree of groups and data sets | a second link to the object at address 800 | write each object under one name only
                    tree_in_itself.h5       | (/)     | a B-tree of a group | a node of type 0 at level 1 | DAMAGED
                    header_in_itself.h5     | (/)     | an object header with an end | one that continues in itself | DAMAGED
                    soft_link.h5            | (/)     | groups and data sets | a soft link, "b" | save the weights themselves in the file: a link could name any file of this machine
                    external_link.h5        | (/)     | groups and data sets | a link into another file, "a" | save the weights themselves in the file: a link could name any file of this machine
                    external_link_latest.h5 | (/)     | groups and data sets | a link into another file, "a" | save the weights themselves in the file: a link could name any file of this machine
                    external_data.h5        | (/a)    | values in this file | values in another file | save the weights themselves in the file: it could name any file of this machine
                    virtual.h5              | (/a)    | values in one piece or in chunks | a view of other files | save the weights themselves in the file
                    chunk_index.h5          | (/a)    | chunks in a tree, or a single chunk | an index of HDF5 1.10 over chunks, type 3 | save the file with h5py's default libver, or without chunks
                    committed_type.h5       | (/a)    | a type or a shape of its own | one that is shared with other objects | save the file with plain data sets, as Keras does
                    text.h5                 | (/a)    | NUMBERS | values of class variable length, 16 bytes each | convert the weight to one of these types before it is saved
                    complex.h5              | (/a)    | NUMBERS | values of class compound, 8 bytes each | convert the weight to one of these types before it is saved
                    compound.h5             | (/a)    | NUMBERS | values of class compound, 8 bytes each | convert the weight to one of these types before it is saved
                    uint32.h5               | (/a)    | NUMBERS | values of class unsigned integer, 4 bytes each | convert the weight to one of these types before it is saved
                    opaque.h5               | (/a)    | NUMBERS | values of class opaque, 2 bytes each | convert the weight to one of these types before it is saved
                    """)
    void isRefusedWithTheReason(String name, String place, String expected, String received, String fix) {
        Path file = TestFiles.copy("hostile/" + name, folder);
        assertThat(TestFiles.failure(file, () -> WeightStore.readH5(file)))
                .isEqualTo("Cannot read " + name + " " + place + ".\n  expected: "
                        + expected.replace("NUMBERS", NUMBERS)
                                .replace("SIZE", Long.toString(file.toFile().length()))
                        + "\n  received: " + received + "\n  fix:      "
                        + fix.replace("DAMAGED", Place.COPY_AGAIN));
    }
}
