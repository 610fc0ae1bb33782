package jeras.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import jeras.Array;

/** What h5py reads at a path: a row {@code path,shape,dtype,first,last,sum} of a table made with Python. */
record ExpectedArray(String path, String shape, String type, String first, String last, double sum) {
    static ExpectedArray parse(String row) {
        String[] cells = row.split(",", -1);
        return new ExpectedArray(cells[0], cells[1], cells[2], cells[3], cells[4], Double.parseDouble(cells[5]));
    }

    void assertEqualTo(Array array) {
        String axes =
                Arrays.stream(array.shape().getShape()).mapToObj(Long::toString).collect(Collectors.joining("x"));
        assertThat(axes).as("shape of %s", path).isEqualTo(shape);
        String name = array.dataType().toString().toLowerCase(Locale.ROOT);
        assertThat(name.equals("boolean") ? "bool" : name)
                .as("type of %s", path)
                .isEqualTo(type);
        double[] values = TestFiles.values(array);
        if (values.length > 0) {
            assertThat(values[0]).as("first of %s", path).isEqualTo(Double.parseDouble(first));
            assertThat(values[values.length - 1]).as("last of %s", path).isEqualTo(Double.parseDouble(last));
        }
        double total = Arrays.stream(values).sum();
        assertThat(total).as("sum of %s", path).isCloseTo(sum, within(1e-9 * Math.max(1, Math.abs(sum))));
    }
}
