package jeras.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.callbacks.Callback;
import jeras.data.Dataset;

/** What {@code fit} is told, besides the data; Keras's arguments and defaults. */
public final class FitOptions {
    int batchSize;
    int epochs = 1;
    int initialEpoch;
    int verbose = 1;
    double validationSplit;
    Object validationX;
    Object validationY;
    Object validationWeight;
    Dataset validationDataset;
    boolean shuffle = true;
    Object sampleWeight;
    Map<Integer, Double> classWeight = Map.of();
    final Map<String, Map<Integer, Double>> outputClassWeights = new LinkedHashMap<>();
    final List<Callback> callbacks = new ArrayList<>();
    int stepsPerEpoch;
    int validationSteps;
    int validationBatchSize;
    int validationFreq = 1;
    boolean checkNumerics;
    boolean showWait;

    /**
     * Whether each step is looked through for numbers that are not finite, from the data over what each layer gives to the updated
     * weights; training then ends with an {@link jeras.ExecutionException} that names the first place. It costs time: for finding out
     * why a loss is NaN. Keras has {@code tf.debugging.enable_check_numerics} for it. Default: false.
     */
    public FitOptions checkNumerics(boolean check) {
        checkNumerics = check;
        return this;
    }

    /** Samples a step; default: 32. A data set brings its own batches. */
    public FitOptions batchSize(int size) {
        batchSize = positive("batchSize", size);
        return this;
    }

    /** The last epoch to reach, so the number of epochs when starting from 0; default: 1. */
    public FitOptions epochs(int count) {
        epochs = positive("epochs", count);
        return this;
    }

    /** The epoch to start with, counted from 0; default: 0. */
    public FitOptions initialEpoch(int epoch) {
        if (epoch < 0) {
            throw wrong("initialEpoch", "0 or more", Integer.toString(epoch));
        }
        initialEpoch = epoch;
        return this;
    }

    /** 0 = silent, 1 = a live bar, 2 = one line an epoch; default: 1. */
    public FitOptions verbose(int level) {
        verbose = level(level);
        return this;
    }

    /** How much is told while it trains. */
    public int verbose() {
        return verbose;
    }

    /**
     * Whether progress also says how much of an epoch's time went by waiting for data, as in {@code - wait: 12%}: what
     * {@link jeras.History#waitShare} keeps, while it happens. Default: false, as Keras writes the line.
     */
    public FitOptions showWait(boolean show) {
        showWait = show;
        return this;
    }

    /** The share of the samples, the last ones before any shuffling, to hold back for validation; default: 0. */
    public FitOptions validationSplit(double share) {
        if (!(share >= 0 && share < 1)) {
            throw wrong("validationSplit", "a share from 0 up to, without, 1", Double.toString(share));
        }
        validationSplit = share;
        return this;
    }

    /** What to evaluate on after each epoch; overrides {@link #validationSplit}. */
    public FitOptions validationData(Object x, Object y) {
        validationX = x;
        validationY = y;
        return this;
    }

    /** What to evaluate on after each epoch, with sample weights. */
    public FitOptions validationData(Object x, Object y, Object weights) {
        validationWeight = weights;
        return validationData(x, y);
    }

    /** What to evaluate on after each epoch. */
    public FitOptions validationData(Dataset data) {
        validationDataset = data;
        return this;
    }

    /**
     * Whether each epoch takes the samples, or the batches of a {@code PyDataset}, in another order; default: true. Other data sets
     * shuffle themselves.
     */
    public FitOptions shuffle(boolean value) {
        shuffle = value;
        return this;
    }

    /** A weight for each sample, or for each of its values, in the loss. */
    public FitOptions sampleWeight(Object weights) {
        sampleWeight = weights;
        return this;
    }

    /** A weight for each class, by label; a class that is not named has weight 1. For a model with one output. */
    public FitOptions classWeight(Map<Integer, Double> weights) {
        classWeight = Map.copyOf(weights);
        return this;
    }

    /**
     * A weight for each class of one output of several, by the output's name, where Keras takes none. The targets of outputs
     * that are not named keep their weight.
     *
     * <pre>{@code f.classWeight("digit", Map.of(7, 2.0)).classWeight("parity", Map.of(1, 0.5))}</pre>
     */
    public FitOptions classWeight(String output, Map<Integer, Double> weights) {
        outputClassWeights.put(output, Map.copyOf(weights));
        return this;
    }

    ClassWeights classWeights() {
        return new ClassWeights(classWeight, outputClassWeights);
    }

    /** What to call around training. */
    public FitOptions callbacks(Callback... values) {
        callbacks.addAll(List.of(values));
        return this;
    }

    /**
     * Puts copies that have seen nothing yet in the place of the callbacks told so far, for one of several trainings that are told the
     * same.
     *
     * @param run names that training, as in {@link Callback#forRun}
     */
    public FitOptions forRun(String run) {
        callbacks.replaceAll(c -> c.forRun(run));
        return this;
    }

    /** Steps of an epoch; default: as many as the data has. */
    public FitOptions stepsPerEpoch(int steps) {
        stepsPerEpoch = positive("stepsPerEpoch", steps);
        return this;
    }

    /** Steps of a validation; default: as many as its data has. */
    public FitOptions validationSteps(int steps) {
        validationSteps = positive("validationSteps", steps);
        return this;
    }

    /** Samples a step of validation; default: as in training. */
    public FitOptions validationBatchSize(int size) {
        validationBatchSize = positive("validationBatchSize", size);
        return this;
    }

    /** Validate after every so many epochs; default: 1. */
    public FitOptions validationFreq(int epochs) {
        validationFreq = positive("validationFreq", epochs);
        return this;
    }

    static int level(int verbose) {
        if (verbose < 0 || verbose > 2) {
            throw wrong("verbose", "0, 1 or 2", Integer.toString(verbose));
        }
        return verbose;
    }

    static int positive(String option, int value) {
        if (value < 1) {
            throw wrong(option, "at least 1", Integer.toString(value));
        }
        return value;
    }

    private static InvalidArgumentException wrong(String option, String expected, String received) {
        return new InvalidArgumentException(JerasException.message(
                "The option " + option + " cannot be set.", expected, received, "give a value in that range"));
    }
}
