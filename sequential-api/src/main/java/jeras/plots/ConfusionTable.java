package jeras.plots;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A confusion matrix as text. */
final class ConfusionTable {
    private static final int MOST_CLASSES = 20;
    private static final int MOST_CONFUSIONS = 10;
    private static final int WIDEST_NAME = 24;
    private static final int WIDEST_HEADING = 7;

    private ConfusionTable() {}

    static String counts(ConfusionMatrix matrix) {
        int classes = matrix.classNames().size();
        if (classes > MOST_CLASSES) {
            return summary(matrix);
        }
        int name = nameWidth(matrix, "really");
        int column = Math.max(
                columnHeadings(matrix).stream().mapToInt(String::length).max().orElse(0),
                Integer.toString(matrix.total()).length());
        String headings = columnHeadings(matrix).stream()
                .map(heading -> " " + right(heading, column))
                .collect(Collectors.joining());
        StringBuilder table = new StringBuilder(left("really", name) + " " + headings);
        for (int t = 0; t < classes; t++) {
            int row = t;
            table.append('\n').append(left(matrix.classNames().get(t), name)).append(' ');
            table.append(IntStream.range(0, classes)
                    .mapToObj(p -> " " + right(cell(matrix.count(row, p)), column))
                    .collect(Collectors.joining()));
        }
        return table.toString();
    }

    private static String cell(int count) {
        return count == 0 ? "." : Integer.toString(count);
    }

    private static List<String> columnHeadings(ConfusionMatrix matrix) {
        return matrix.classNames().stream().map(n -> cut(n, WIDEST_HEADING)).toList();
    }

    private static String summary(ConfusionMatrix matrix) {
        List<ConfusionMatrix.Confusion> worst =
                matrix.confusions().stream().limit(MOST_CONFUSIONS).toList();
        String heading = String.format(
                Locale.ROOT,
                "%d classes, %,d of %,d right",
                matrix.classNames().size(),
                matrix.correct(),
                matrix.total());
        return worst.stream()
                .map(c -> String.format(Locale.ROOT, "%n%6d  %s taken for %s", c.count(), c.truth(), c.predicted()))
                .collect(Collectors.joining("", heading, ""));
    }

    static String scores(ConfusionMatrix matrix) {
        int name = nameWidth(matrix, "class");
        StringBuilder table = new StringBuilder(left("class", name) + "  precision  recall      F1  samples");
        for (int c = 0; c < matrix.classNames().size(); c++) {
            table.append(String.format(
                    Locale.ROOT,
                    "%n%s  %9.4f  %6.4f  %6.4f  %7d",
                    left(matrix.classNames().get(c), name),
                    matrix.precision(c),
                    matrix.recall(c),
                    matrix.f1(c),
                    matrix.support(c)));
        }
        return table.toString();
    }

    private static int nameWidth(ConfusionMatrix matrix, String heading) {
        int longest =
                matrix.classNames().stream().mapToInt(String::length).max().orElse(0);
        return Math.max(heading.length(), Math.min(WIDEST_NAME, longest));
    }

    private static String left(String text, int width) {
        String cut = cut(text, width);
        return cut + " ".repeat(width - cut.length());
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "…";
    }
}
