package jeras.saving;

import java.nio.file.Path;
import java.util.List;
import jeras.Array;
import jeras.Input;
import jeras.Model;
import jeras.Sequential;
import jeras.layers.Add;
import jeras.layers.BatchNormalization;
import jeras.layers.Bidirectional;
import jeras.layers.Concatenate;
import jeras.layers.Conv2D;
import jeras.layers.Dense;
import jeras.layers.Dropout;
import jeras.layers.Embedding;
import jeras.layers.Flatten;
import jeras.layers.GRU;
import jeras.layers.GlobalAveragePooling1D;
import jeras.layers.LSTM;
import jeras.layers.LayerNormalization;
import jeras.layers.MaxPooling2D;
import jeras.layers.MultiHeadAttention;
import jeras.layers.Rescaling;
import jeras.layers.StringLookup;
import jeras.layers.TextVectorization;
import jeras.ops.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole models go from Jeras to Keras and back; see {@link Circle}. */
class ModelsCircleTest {
    @TempDir
    private Path folder;

    private Circle circle;

    @BeforeEach
    void begin() {
        circle = new Circle(folder);
    }

    @Test
    void wholeModelsGoAround() throws Exception {
        List<Circle.Case> cases = List.of(
                new Circle.Case("cnn", convolutional(), List.of(CircleData.ramp(4, 12, 12, 3))),
                new Circle.Case("bidirectional LSTM with masks", recurrent(), List.of(CircleData.tokens())),
                new Circle.Case("transformer", transformer(), List.of(CircleData.tokens())),
                new Circle.Case(
                        "text vectorization",
                        text(),
                        List.of(Array.of(new String[] {"a good film", "Bad! bad", "", "a film, unseen"}, 4, 1))));
        circle.goAround(cases);
    }

    private static Model convolutional() {
        return Sequential.of(
                Input.of(12, 12, 3),
                Rescaling.of(0.5),
                Conv2D.of(8, 3).activation("relu").padding("same"),
                BatchNormalization.of(),
                MaxPooling2D.of(2),
                Conv2D.of(16, 3).strides(2).activation("relu"),
                Flatten.of(),
                Dropout.of(0.5),
                Dense.of(10).activation("softmax"));
    }

    private static Model recurrent() {
        return Sequential.of(
                Input.of(7).dtype("int32"),
                Embedding.of(9, 8).maskZero(true),
                Bidirectional.of(LSTM.of(6).returnSequences(true)),
                Bidirectional.of(LSTM.of(4)).mergeMode("ave"),
                Dense.of(1).activation("sigmoid"));
    }

    private static Model transformer() {
        Tensor ids = Input.of(7).dtype("int32").name("ids");
        Tensor x = Embedding.of(9, 8).maskZero(true).apply(ids);
        for (int block = 0; block < 2; block++) {
            Tensor attended = MultiHeadAttention.of(2, 4).applyWith(c -> c.useCausalMask(true), x, x);
            Tensor first = LayerNormalization.of().apply(Add.of().apply(x, attended));
            Tensor wide = Dense.of(16).activation("gelu").apply(first);
            x = LayerNormalization.of().apply(Add.of().apply(first, Dense.of(8).apply(wide)));
        }
        return Model.of(
                ids,
                Dense.of(3)
                        .activation("softmax")
                        .apply(GlobalAveragePooling1D.of().apply(x)));
    }

    private static Model text() {
        Tensor texts = Input.of(1).dtype("string").name("texts");
        Tensor ids = TextVectorization.of()
                .vocabulary("a", "film", "good", "bad")
                .outputSequenceLength(5)
                .apply(texts);
        Tensor seen = Bidirectional.of(GRU.of(4))
                .apply(Embedding.of(6, 8).maskZero(true).apply(ids));
        Tensor hot = StringLookup.of()
                .vocabulary("a good film", "bad")
                .outputMode("multi_hot")
                .apply(texts);
        return Model.of(
                texts, Dense.of(1).activation("sigmoid").apply(Concatenate.of().apply(seen, hot)));
    }
}
