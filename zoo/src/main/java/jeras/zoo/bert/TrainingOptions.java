package jeras.zoo.bert;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Model;
import jeras.optimizers.AdamW;
import jeras.optimizers.schedules.LearningRateSchedule;
import jeras.optimizers.schedules.PolynomialDecay;
import jeras.optimizers.schedules.Warmup;
import picocli.CommandLine.Option;

/** How to train: a part of the recipe's command line. */
public final class TrainingOptions {
    /** Weights that no recipe for transformers shrinks: biases, and what normalization scales and shifts by. */
    private static final String[] NOT_DECAYED = {"bias$", "gamma$", "beta$"};

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "How often to go over the data; default: 3, or 8 for the small BERT.")
    private Optional<Integer> epochs = Optional.empty();

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "16",
            description = "Texts a step; default: ${DEFAULT-VALUE}.")
    private int batchSize;

    @Option(
            names = "--accumulate",
            paramLabel = "N",
            defaultValue = "1",
            description = "Steps whose gradients make one update; default: ${DEFAULT-VALUE}.")
    private int accumulate;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            description = "The highest one, after the warm-up; default: 5e-5, or 1e-3 for the small BERT.")
    private Optional<Double> learningRate = Optional.empty();

    @Option(
            names = "--warm-up",
            paramLabel = "X",
            defaultValue = "0.1",
            description = "The share of the steps in which the learning rate rises, before it falls to 0;"
                    + " default: ${DEFAULT-VALUE}.")
    private double warmUp;

    @Option(
            names = "--weight-decay",
            paramLabel = "X",
            defaultValue = "0.01",
            description = "AdamW's, for all but biases and normalization; default: ${DEFAULT-VALUE}.")
    private double weightDecay;

    @Option(
            names = "--clip-norm",
            paramLabel = "X",
            defaultValue = "1.0",
            description = "The greatest norm of all gradients together, 0 for any; default: ${DEFAULT-VALUE}.")
    private double clipNorm;

    @Option(
            names = "--layer-decay",
            paramLabel = "X",
            defaultValue = "1.0",
            description =
                    "Each layer learns at this share of the rate of the layer above it; default: ${DEFAULT-VALUE}.")
    private double layerDecay;

    @Option(
            names = "--freeze-until",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Keep the embeddings and the first N layers as they are; default: ${DEFAULT-VALUE}, none of them.")
    private int freezeUntil;

    @Option(
            names = "--patience",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Stop after N epochs that were no better, and take the best; default: ${DEFAULT-VALUE}, never.")
    private int patience;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "The same seed gives the same model on the same machine; default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--verbose",
            paramLabel = "N",
            defaultValue = "1",
            description = "0 = no progress, 1 = a live bar, 2 = one line an epoch; default: ${DEFAULT-VALUE}.")
    private int verbose;

    private boolean small;

    /** Takes the defaults for a small BERT with new weights. */
    public void small() {
        small = true;
    }

    /** Refuses what cannot be before anything is read. */
    public void check() {
        require(epochs() > 0, "--epochs of at least 1", epochs());
        require(batchSize > 0, "--batch-size of at least 1", batchSize);
        require(accumulate > 0, "--accumulate of at least 1", accumulate);
        require(learningRate() > 0, "--learning-rate above 0", learningRate());
        require(warmUp >= 0 && warmUp < 1, "--warm-up from 0 up to, without, 1", warmUp);
        require(weightDecay >= 0, "--weight-decay of 0 or more", weightDecay);
        require(clipNorm >= 0, "--clip-norm of 0 or more", clipNorm);
        require(layerDecay > 0 && layerDecay <= 1, "--layer-decay above 0 and up to 1", layerDecay);
        require(freezeUntil >= 0, "--freeze-until of 0 or more", freezeUntil);
        require(patience >= 0, "--patience of 0 or more", patience);
        require(verbose >= 0 && verbose <= 2, "--verbose 0, 1 or 2", verbose);
    }

    private static void require(boolean right, String expected, Object received) {
        if (!right) {
            throw new InvalidArgumentException(JerasException.message(
                    "The options for the training cannot be followed.",
                    expected,
                    received.toString(),
                    "see --help for what it means"));
        }
    }

    public int epochs() {
        return epochs.orElse(small ? 8 : 3);
    }

    public int batchSize() {
        return batchSize;
    }

    public double learningRate() {
        return learningRate.orElse(small ? 1e-3 : 5e-5);
    }

    public int patience() {
        return patience;
    }

    public long seed() {
        return seed;
    }

    public int verbose() {
        return verbose;
    }

    /** Makes the embeddings and the first layers keep their weights. */
    public void freeze(Model model, int layers) {
        if (freezeUntil > layers) {
            require(false, "--freeze-until of at most " + layers + ", the number of layers", freezeUntil);
        }
        model.layers().stream()
                .filter(layer -> freezeUntil > 0 && depth(layer.name()) <= freezeUntil)
                .forEach(layer -> layer.setTrainable(false));
    }

    /** 0 for embeddings, 1 for the first layer, ..., and more than any layer's for what stands on them. */
    private static int depth(String layer) {
        if (layer.startsWith("embeddings_")) {
            return 0;
        }
        String[] parts = layer.split("_", -1);
        return parts[0].equals("layer") && parts.length > 2 ? 1 + Integer.parseInt(parts[1]) : Integer.MAX_VALUE;
    }

    /**
     * AdamW with a rate that rises and falls in straight lines.
     *
     * @param steps those of all epochs
     * @param layers those of the encoder
     */
    public AdamW optimizer(int steps, int layers) {
        int rising = (int) Math.round(steps * warmUp);
        LearningRateSchedule falling =
                PolynomialDecay.of(learningRate(), Math.max(1, steps - rising)).endLearningRate(0);
        AdamW optimizer = AdamW.of(rising == 0 ? falling : Warmup.of(rising, falling))
                .weightDecay(weightDecay)
                .excludeFromWeightDecay(NOT_DECAYED)
                .epsilon(1e-8)
                .learningRateFactors(factors(layers));
        optimizer = clipNorm == 0 ? optimizer : optimizer.globalClipnorm(clipNorm);
        return accumulate == 1 ? optimizer : optimizer.gradientAccumulationSteps(accumulate);
    }

    /** The lower a layer the more general what it knows, and the slower it should change. */
    private Map<String, Double> factors(int layers) {
        Map<String, Double> factors = new HashMap<>();
        if (layerDecay < 1) {
            factors.put("^embeddings_", Math.pow(layerDecay, layers + 1.0));
            for (int i = 0; i < layers; i++) {
                factors.put("^layer_" + i + "_", Math.pow(layerDecay, (double) layers - i));
            }
        }
        return factors;
    }

    /** The options by name, for the report. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        Stream.<Object[]>of(
                        new Object[] {"--epochs", epochs()},
                        new Object[] {"--batch-size", batchSize},
                        new Object[] {"--accumulate", accumulate},
                        new Object[] {"--learning-rate", learningRate()},
                        new Object[] {"--warm-up", warmUp},
                        new Object[] {"--weight-decay", weightDecay},
                        new Object[] {"--clip-norm", clipNorm},
                        new Object[] {"--layer-decay", layerDecay},
                        new Object[] {"--freeze-until", freezeUntil},
                        new Object[] {"--patience", patience},
                        new Object[] {"--seed", seed})
                .forEach(pair -> settings.put((String) pair[0], String.valueOf(pair[1])));
        return settings;
    }
}
