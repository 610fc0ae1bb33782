package jeras.callbacks;

import java.util.ArrayList;
import java.util.List;
import jeras.Array;
import jeras.backend.Values;
import jeras.ops.Variable;

/**
 * Has the model evaluated and asked with the moving averages of its weights, which its optimizer keeps with {@code useEma(true)},
 * and puts the weights themselves back to train on.
 *
 * <pre>{@code
 * model.compile(c -> c.optimizer(Adam.of(1e-3).useEma(true)).loss("mse"));
 * model.fit(x, y, f -> f.validationSplit(0.2).callbacks(
 *         SwapEMAWeights.of().swapOnEpoch(true), ModelCheckpoint.of("best.keras").saveBestOnly(true)));
 * }</pre>
 *
 * <p>The averages stay where they are, and the weights wait in the memory of Java; so training that ends early ends, like any
 * other with such an optimizer, with the averages in the model.
 *
 * @see <a href="https://keras.io/api/callbacks/swap_ema_weights/">keras.callbacks.SwapEMAWeights</a>
 */
public final class SwapEMAWeights extends Callback {
    private final boolean swapOnEpoch;
    private final List<Array> waiting = new ArrayList<>();
    private List<Variable> swapped = List.of();

    private SwapEMAWeights(boolean swapOnEpoch) {
        this.swapOnEpoch = swapOnEpoch;
    }

    public static SwapEMAWeights of() {
        return new SwapEMAWeights(false);
    }

    /**
     * Whether the averages are in the model from the end of an epoch to the beginning of the next, for callbacks that come after this
     * one, such as {@link ModelCheckpoint}; default: false.
     */
    public SwapEMAWeights swapOnEpoch(boolean swap) {
        return new SwapEMAWeights(swap);
    }

    private void swap() {
        // Before the first step there is no average.
        if (!waiting.isEmpty() || model().optimizer().iterations() == 0) {
            return;
        }
        List<Variable> weights = model().trainableWeights();
        List<Variable> averages = model().optimizer().averages(weights);
        for (int i = 0; i < weights.size(); i++) {
            waiting.add(Values.read(weights.get(i)));
            Values.write(weights.get(i), Values.read(averages.get(i)));
        }
        swapped = weights;
    }

    private void restore() {
        for (int i = 0; i < waiting.size(); i++) {
            Values.write(swapped.get(i), waiting.get(i));
        }
        forget();
    }

    private void forget() {
        waiting.clear();
        swapped = List.of();
    }

    /**
     * Checks that the optimizer keeps averages.
     *
     * @throws jeras.ModelStateException if it does not
     */
    @Override
    public SwapEMAWeights forRun(String run) {
        return new SwapEMAWeights(swapOnEpoch);
    }

    @Override
    public void onTrainBegin() {
        forget();
        model().optimizer().averages(List.of());
    }

    @Override
    public void onEpochBegin(int epoch) {
        restore();
    }

    @Override
    public void onEpochEnd(int epoch, Logs logs) {
        if (swapOnEpoch) {
            swap();
        }
    }

    @Override
    public void onTrainEnd(Logs logs) {
        forget(); // the averages have become the weights
    }

    @Override
    public void onTestBegin() {
        swap();
    }

    @Override
    public void onTestEnd(Logs logs) {
        restore();
    }

    @Override
    public void onPredictBegin() {
        swap();
    }

    @Override
    public void onPredictEnd() {
        restore();
    }
}
