package jeras.datasets;

import java.util.List;

/**
 * 569 tumours of the breast, malignant or benign, with 30 measurements of the nuclei of their cells: "Breast Cancer Wisconsin
 * (Diagnostic)" of W. Wolberg, O. Mangasarian, N. Street and W. Street (UCI Machine Learning Repository, CC BY 4.0), inside the
 * jar: no download.
 *
 * <pre>{@code Split tumours = BreastCancer.load();}</pre>
 *
 * @see <a href="https://archive.ics.uci.edu/dataset/17/breast+cancer+wisconsin+diagnostic">UCI</a>
 */
public final class BreastCancer {
    /** The features, in the order of their columns. */
    public static final List<String> FEATURE_NAMES = List.of(
            "mean radius",
            "mean texture",
            "mean perimeter",
            "mean area",
            "mean smoothness",
            "mean compactness",
            "mean concavity",
            "mean concave points",
            "mean symmetry",
            "mean fractal dimension",
            "radius error",
            "texture error",
            "perimeter error",
            "area error",
            "smoothness error",
            "compactness error",
            "concavity error",
            "concave points error",
            "symmetry error",
            "fractal dimension error",
            "worst radius",
            "worst texture",
            "worst perimeter",
            "worst area",
            "worst smoothness",
            "worst compactness",
            "worst concavity",
            "worst concave points",
            "worst symmetry",
            "worst fractal dimension");

    /** What the labels mean. */
    public static final List<String> CLASS_NAMES = List.of("malignant", "benign");

    private BreastCancer() {}

    /**
     * The tumours, split into 456 to train on and 113 to test with: of each class every fifth, in the order of the file, goes to
     * the test part. Labels are 0 for malignant, 1 for benign.
     *
     * @return features {@code (n, 30)} FLOAT64; labels {@code (n)} INT32
     */
    public static Split load() {
        return EveryFifth.split(loadAll(), CLASS_NAMES.size());
    }

    /**
     * All samples in their original order, that of scikit-learn's {@code load_breast_cancer}.
     *
     * @return x {@code (569, 30)} FLOAT64; y {@code (569)} INT32
     */
    public static Samples loadAll() {
        CsvTable table = EmbeddedTable.read("breast_cancer/breast_cancer.csv");
        return new Samples(table.numbersExcept("target"), table.integers("target"));
    }
}
