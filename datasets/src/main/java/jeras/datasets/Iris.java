package jeras.datasets;

import java.util.List;

/**
 * 150 iris flowers of three species, measured by E. Anderson and made known by R. A. Fisher (UCI Machine Learning Repository,
 * CC BY 4.0), inside the jar: no download.
 *
 * <pre>{@code Split iris = Iris.load();}</pre>
 *
 * @see <a href="https://archive.ics.uci.edu/dataset/53/iris">UCI</a>
 */
public final class Iris {
    /** The features, in the order of their columns. */
    public static final List<String> FEATURE_NAMES =
            List.of("sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)");

    /** What the labels mean. */
    public static final List<String> CLASS_NAMES = List.of("setosa", "versicolor", "virginica");

    private Iris() {}

    /**
     * The flowers, split into 120 to train on and 30 to test with: of each species every fifth, in the order of the file, goes to
     * the test part.
     *
     * @return features {@code (n, 4)} FLOAT64; labels {@code (n)} INT32
     */
    public static Split load() {
        return EveryFifth.split(loadAll(), CLASS_NAMES.size());
    }

    /**
     * All samples in their original order, that of scikit-learn's {@code load_iris}.
     *
     * @return x {@code (150, 4)} FLOAT64; y {@code (150)} INT32
     */
    public static Samples loadAll() {
        CsvTable table = EmbeddedTable.read("iris/iris.csv");
        return new Samples(table.numbersExcept("target"), table.integers("target"));
    }
}
