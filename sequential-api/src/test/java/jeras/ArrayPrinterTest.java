package jeras;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Against {@code str(array)} of NumPy 2.4.6, written by {@code array-printing.py} beside it. Each case in the file is a line {@code == dtype (shape) values}, the values
 * written as hexadecimal floats or as {@code linear scale offset}, and then what NumPy prints.
 */
class ArrayPrinterTest {
    static Stream<String> cases() throws IOException {
        try (InputStream file = ArrayPrinterTest.class.getResourceAsStream("array-printing.txt")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
            return Arrays.stream(text.split("(^|\n)== ", -1)).skip(1);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void printsAsNumPyDoes(String text) {
        String[] parts = text.split("\n", 2);
        assertThat(array(parts[0])).hasToString(parts[1]);
    }

    private static Array array(String line) {
        String[] words = line.split(" ", -1);
        long[] shape = Arrays.stream(words[1].split("[(),]", -1))
                .filter(word -> !word.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
        Element element = Element.of(words[0]);
        if (words.length > 2 && "linear".equals(words[2])) {
            int size = (int) LongStream.of(shape).reduce(1, (a, b) -> a * b);
            double scale = Double.parseDouble(words[3]);
            double offset = Double.parseDouble(words[4]);
            double[] values = IntStream.range(0, size)
                    .mapToDouble(i -> i * scale + offset)
                    .toArray();
            // By way of integers, for a float cast to uint8 beyond its range means nothing.
            Array array = Array.of(values, shape);
            return (element.isFloat() ? array : array.cast("int64")).cast(words[0]);
        }
        String[] values = Arrays.copyOfRange(words, 2, words.length);
        Array array = element.isFloat()
                ? Array.of(
                        Arrays.stream(values).mapToDouble(Double::parseDouble).toArray(), shape)
                : Array.of(Arrays.stream(values).mapToLong(Long::parseLong).toArray(), shape);
        return array.cast(words[0]);
    }

    @Test
    void aBfloat16ArrayPrintsItsFewDigits() {
        assertThat(Array.of(new double[] {0.1, 1.5}).cast("bfloat16")).hasToString("[0.1 1.5]");
    }
}
