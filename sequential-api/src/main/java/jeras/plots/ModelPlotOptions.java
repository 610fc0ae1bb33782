package jeras.plots;

import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.utils.Suggestions;

/**
 * What a diagram of a model shows: {@code Utils.plotModel(model, "model.png", o -> o.showShapes(true).rankdir("LR"))}.
 *
 * @see <a href="https://keras.io/api/utils/model_plotting_utils/">keras.utils.plot_model</a>
 */
public final class ModelPlotOptions {
    private static final List<String> DIRECTIONS = List.of("TB", "BT", "LR", "RL");

    boolean showShapes;
    boolean showDtype;
    boolean showLayerNames;
    boolean expandNested;
    boolean showLayerActivations;
    boolean showTrainable;
    String rankdir = "TB";
    int dpi = 200;

    /** @param showLayerNames Keras's default is another for a picture than for a text */
    ModelPlotOptions(boolean showLayerNames) {
        this.showLayerNames = showLayerNames;
    }

    /** Whether each box has the shapes of its inputs and outputs; default: false. */
    public ModelPlotOptions showShapes(boolean show) {
        showShapes = show;
        return this;
    }

    /** Whether each box has the data type of its output; default: false. */
    public ModelPlotOptions showDtype(boolean show) {
        showDtype = show;
        return this;
    }

    /** Whether each box has the name of its layer besides the class; default: false for pictures, true for texts, as in Keras. */
    public ModelPlotOptions showLayerNames(boolean show) {
        showLayerNames = show;
        return this;
    }

    /** {@code "TB"} from top to bottom, {@code "LR"} from left to right, or {@code "BT"} or {@code "RL"}; default: {@code TB}. */
    public ModelPlotOptions rankdir(String direction) {
        if (!DIRECTIONS.contains(direction)) {
            throw new InvalidArgumentException(Suggestions.unknown("rankdir", direction, DIRECTIONS));
        }
        rankdir = direction;
        return this;
    }

    /** Whether a functional or sequential model inside the model is drawn with its layers, in a frame; default: false. */
    public ModelPlotOptions expandNested(boolean expand) {
        expandNested = expand;
        return this;
    }

    /** The pixels an inch; default: 200. A picture of more than 30 million pixels gets fewer. */
    public ModelPlotOptions dpi(int pixels) {
        if (pixels < 1) {
            throw new InvalidArgumentException(JerasException.message(
                    "A picture cannot have " + pixels + " dpi.", "1 or more", Integer.toString(pixels), "try 96"));
        }
        dpi = pixels;
        return this;
    }

    /** Whether each box of a layer that has an activation names it; default: false. */
    public ModelPlotOptions showLayerActivations(boolean show) {
        showLayerActivations = show;
        return this;
    }

    /** Whether each box of a layer that has weights says if they train; default: false. */
    public ModelPlotOptions showTrainable(boolean show) {
        showTrainable = show;
        return this;
    }
}
