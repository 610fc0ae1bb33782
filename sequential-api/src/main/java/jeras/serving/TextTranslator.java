package jeras.serving;

import ai.djl.modality.Classifications;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import java.util.List;
import java.util.function.Function;
import jeras.Array;
import jeras.JerasException;
import jeras.Model;
import jeras.ShapeMismatchException;
import jeras.backend.Front;
import jeras.layers.InputLayer;
import jeras.saving.Exports;

/**
 * Classifies texts with DJL's {@code Predictor}. What a model does to strings, such as
 * {@link jeras.layers.TextVectorization}, runs here, in Java, and all else in the model that {@link Model#toDjl} gives to DJL.
 *
 * <pre>{@code
 * Model model = Model.load("reviews/model.keras");
 * try (ai.djl.Model served = model.toDjl();
 *         Predictor<String, Classifications> predictor =
 *                 served.newPredictor(TextTranslator.of(model, List.of("negative", "positive")))) {
 *     Classifications answer = predictor.predict("a wonderful film");
 * }
 * }</pre>
 *
 * <p>Texts that are asked about together, by {@code batchPredict}, are one batch.
 */
public final class TextTranslator implements Translator<String, Classifications> {
    private final Function<List<String>, List<Array>> preparation;
    private final ClassScores scores;

    private TextTranslator(Function<List<String>, List<Array>> preparation, ClassScores scores) {
        this.preparation = preparation;
        this.scores = scores;
    }

    /**
     * A translator for a model that takes strings, and whose output is the probabilities of classes.
     *
     * @param classNames in the order of the outputs; two for a model with one output, the probability of the second
     * @throws ShapeMismatchException if the model does not take one string a sample, or has another number of classes
     */
    public static TextTranslator of(Model model, List<String> classNames) {
        ClassScores scores = ClassScores.of(classNames);
        scores.check(model);
        List<InputLayer> inputs = model.inputLayers();
        boolean takesText = inputs.size() == 1
                && inputs.get(0).dataType() == DataType.STRING
                && inputs.get(0).batchShape().slice(1).size() == 1;
        if (!takesText) {
            throw new ShapeMismatchException(JerasException.message(
                    "The model takes no texts.",
                    "one input of strings, Input.of(1).dtype(\"string\")",
                    inputs.isEmpty() ? "a model that declares no input" : inputs.toString(),
                    "say how texts become numbers: TextTranslator.preparing(texts -> arrays, classNames)"));
        }
        Front front = Exports.front(model);
        Shape one = inputs.get(0).batchShape();
        return preparing(
                texts -> {
                    Array strings = Array.of(texts.toArray(String[]::new));
                    Array batch = one.dimension() == 2 ? strings.reshape(texts.size(), 1) : strings;
                    return front.arguments(front.values(List.of(batch)));
                },
                classNames);
    }

    /**
     * A translator for a model that takes numbers, made of texts by {@code preparation}, such as a tokenizer.
     *
     * @param preparation makes of texts the model's inputs, {@code (texts, ...)} each; several threads may call it
     * @param classNames as for {@link #of(Model, List)}
     */
    public static TextTranslator preparing(Function<List<String>, List<Array>> preparation, List<String> classNames) {
        return new TextTranslator(preparation, ClassScores.of(classNames));
    }

    /** Whether the model's outputs are logits, to be made probabilities. Default: false. */
    public TextTranslator fromLogits(boolean fromLogits) {
        return new TextTranslator(preparation, scores.withLogits(fromLogits));
    }

    /** The most classes that an answer holds. Default: 5. */
    public TextTranslator topK(int classes) {
        return new TextTranslator(preparation, scores.withTopK(classes));
    }

    /** Stacks nothing, as texts are prepared together; tells DJL that there are batches. */
    @Override
    public Batchifier getBatchifier() {
        return Batchifier.STACK;
    }

    @Override
    public NDList processInput(TranslatorContext context, String text) {
        NDList batch = batchProcessInput(context, List.of(text));
        NDList one = new NDList();
        batch.forEach(array -> one.add(array.squeeze(0)));
        return one;
    }

    @Override
    public NDList batchProcessInput(TranslatorContext context, List<String> texts) {
        NDManager manager = context.getNDManager();
        NDList arrays = new NDList();
        preparation.apply(texts).forEach(array -> arrays.add(array.toNDArray(manager)));
        return arrays;
    }

    @Override
    public Classifications processOutput(TranslatorContext context, NDList outputs) {
        return scores.read(outputs, 1).get(0);
    }

    @Override
    public List<Classifications> batchProcessOutput(TranslatorContext context, NDList outputs) {
        int rows = (int) outputs.singletonOrThrow().getShape().get(0);
        return scores.read(outputs, rows);
    }
}
