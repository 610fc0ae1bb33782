package jeras.zoo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jeras.History;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Model;
import jeras.callbacks.EarlyStopping;
import jeras.layers.BatchNormalization;
import jeras.optimizers.Adam;
import jeras.zoo.ImageModels.Classifier;
import picocli.CommandLine.Option;

/** How an image classifier is trained: the options of it, and the doing. */
final class ImageTraining {
    private static final int MANY_IMAGES = 10_000;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "How often to go over the images at most; default: 20, or 10 when there are many.")
    private Optional<Integer> epochs;

    @Option(
            names = "--patience",
            paramLabel = "N",
            defaultValue = "4",
            description =
                    "Epochs without a better validation loss before training ends; the best one's weights are kept."
                            + " Default: ${DEFAULT-VALUE}.")
    private int patience;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            description = "Images a step; default: 32, or 128 when there are many.")
    private Optional<Integer> batchSize;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            defaultValue = "0.001",
            description = "Adam's learning rate; default: ${DEFAULT-VALUE}.")
    private double learningRate;

    @Option(
            names = "--fine-tune-epochs",
            paramLabel = "N",
            defaultValue = "0",
            description = "Epochs in which all of an architecture that was trained before goes on learning; default:"
                    + " ${DEFAULT-VALUE}.")
    private int fineTuneEpochs;

    @Option(
            names = "--fine-tune-rate",
            paramLabel = "X",
            defaultValue = "0.00001",
            description = "Adam's learning rate for that; default: ${DEFAULT-VALUE}.")
    private double fineTuneRate;

    @Option(
            names = "--verbose",
            paramLabel = "N",
            defaultValue = "1",
            description = "0 = no progress, 1 = a live bar, 2 = one line an epoch; default: ${DEFAULT-VALUE}.")
    private int verbose;

    /** Refuses what cannot be, before anything takes time. */
    void check(boolean hasPretrainedBase) {
        requireAtLeast("--epochs", 1, epochs.orElse(1));
        requireAtLeast("--batch-size", 1, batchSize.orElse(1));
        requireAtLeast("--patience", 0, patience);
        requireAtLeast("--fine-tune-epochs", 0, fineTuneEpochs);
        if (fineTuneEpochs > 0 && !hasPretrainedBase) {
            throw new InvalidArgumentException(JerasException.message(
                    "There is nothing to fine-tune.",
                    "--fine-tune-epochs with an architecture and its weights, such as --model mobilenet_v2",
                    "a model that starts from random weights",
                    "choose such a model, or leave --fine-tune-epochs out"));
        }
    }

    static void requireAtLeast(String option, int least, int value) {
        if (value < least) {
            throw new InvalidArgumentException(JerasException.message(
                    "The option " + option + " cannot be set.",
                    "at least " + least,
                    Integer.toString(value),
                    "give a value in that range"));
        }
    }

    /** Trains, and then fine-tunes if that is wanted. */
    List<History> train(Classifier classifier, ImageSource images) {
        List<History> histories = new ArrayList<>();
        histories.add(fit(classifier.model(), images, learningRate, maxEpochs(images)));
        if (fineTuneEpochs > 0) {
            Model base = classifier.base().orElseThrow();
            System.out.println("\nFine-tuning all of " + base.name() + " with learning rate " + fineTuneRate + ".\n");
            unfreeze(base);
            histories.add(fit(classifier.model(), images, fineTuneRate, fineTuneEpochs));
        }
        return histories;
    }

    /**
     * All but the batch normalizations: their statistics, of many images, are better than those of a few batches. Keras's guide calls
     * the base with {@code training=False} for that, which in Keras 3 {@code fit} overrules.
     */
    private static void unfreeze(Model base) {
        base.setTrainable(true);
        base.layers().stream()
                .filter(layer -> layer instanceof BatchNormalization)
                .forEach(layer -> layer.setTrainable(false));
    }

    private History fit(Model model, ImageSource images, double rate, int most) {
        model.compile(c -> c.optimizer(Adam.of(rate))
                .loss("sparse_categorical_crossentropy")
                .metrics("accuracy"));
        EarlyStopping best = EarlyStopping.of().patience(patience).restoreBestWeights(true);
        History history = images.fit(
                model, batchOf(images), f -> f.epochs(most).verbose(verbose).callbacks(best));
        System.out.println("\nKept the weights of epoch " + (best.bestEpoch() + 1) + " of "
                + history.epoch().size() + ", the one with the best validation loss.");
        return history;
    }

    /** The images of one step. */
    int batchOf(ImageSource images) {
        return batchSize.orElse(hasMany(images) ? 128 : 32);
    }

    private int maxEpochs(ImageSource images) {
        return epochs.orElse(hasMany(images) ? 10 : 20);
    }

    private static boolean hasMany(ImageSource images) {
        return images.trainCount() >= MANY_IMAGES;
    }

    /** For the report. */
    Map<String, String> settings(ImageSource images) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("epochs", Integer.toString(maxEpochs(images)));
        settings.put("patience", Integer.toString(patience));
        settings.put("batch size", Integer.toString(batchOf(images)));
        settings.put("learning rate", Double.toString(learningRate));
        if (fineTuneEpochs > 0) {
            settings.put("fine-tune epochs", Integer.toString(fineTuneEpochs));
            settings.put("fine-tune learning rate", Double.toString(fineTuneRate));
        }
        return settings;
    }
}
