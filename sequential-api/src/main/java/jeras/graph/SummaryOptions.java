package jeras.graph;

import java.util.Arrays;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * What {@code summary} is told; Keras's arguments and defaults.
 *
 * @see <a href="https://keras.io/api/models/model/#summary-method">keras.Model.summary</a>
 */
public final class SummaryOptions {
    int lineLength;
    double[] positions = {};
    boolean expandNested;
    boolean showTrainable;
    String first = "";
    String last = "";

    SummaryOptions() {}

    /** The table's width in characters; default: 88, with more columns up to 120. */
    public SummaryOptions lineLength(int characters) {
        if (characters < 1) {
            throw wrong("lineLength", "at least 1", Integer.toString(characters));
        }
        lineLength = characters;
        return this;
    }

    /**
     * Where the columns end, as parts of the line: three numbers, or four for a model whose layers do not follow one another in a
     * chain. Default: {@code 0.45, 0.80, 1}, or {@code 0.3, 0.56, 0.74, 1}.
     */
    public SummaryOptions positions(double... ends) {
        boolean ascends = true;
        for (int i = 0; i < ends.length; i++) {
            ascends &= ends[i] > (i == 0 ? 0 : ends[i - 1]) && ends[i] <= 1;
        }
        if (!ascends || ends.length < 3 || ends.length > 4) {
            throw wrong("positions", "three or four ascending numbers up to 1", Arrays.toString(ends));
        }
        positions = ends.clone();
        return this;
    }

    /** Whether the layers of models inside the model are shown, too; default: false. */
    public SummaryOptions expandNested(boolean expand) {
        expandNested = expand;
        return this;
    }

    /** Whether a column says which layers training changes: {@code Y}, {@code N}, or {@code -} without weights; default: false. */
    public SummaryOptions showTrainable(boolean show) {
        showTrainable = show;
        return this;
    }

    /**
     * Shows the layers from the first whose name matches one pattern to the last whose name matches another; default: all.
     *
     * @param from a name, or a regular expression for its beginning
     * @param to a name, or a regular expression for its beginning
     */
    public SummaryOptions layerRange(String from, String to) {
        first = from;
        last = to;
        return this;
    }

    private static InvalidArgumentException wrong(String option, String expected, String received) {
        return new InvalidArgumentException(JerasException.message(
                "The option " + option + " of summary cannot be set.",
                expected,
                received,
                "give a value in that range"));
    }
}
