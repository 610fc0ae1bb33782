package jeras.saving;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jeras.Input;
import jeras.Model;
import jeras.layers.Add;
import jeras.layers.Average;
import jeras.layers.Bidirectional;
import jeras.layers.Concatenate;
import jeras.layers.Dot;
import jeras.layers.Embedding;
import jeras.layers.GRU;
import jeras.layers.GlobalAveragePooling1D;
import jeras.layers.LSTM;
import jeras.layers.LSTMCell;
import jeras.layers.Layer;
import jeras.layers.Maximum;
import jeras.layers.Minimum;
import jeras.layers.MultiHeadAttention;
import jeras.layers.Multiply;
import jeras.layers.RNN;
import jeras.layers.Subtract;
import jeras.ops.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What layers are told in a call, masks and states go from Jeras to Keras and back; see {@link Circle}. */
class CallsCircleTest {
    @TempDir
    private Path folder;

    private Circle circle;

    @BeforeEach
    void begin() {
        circle = new Circle(folder);
    }

    @Test
    void callsWithArgumentsMasksAndStatesGoAround() throws Exception {
        Tensor query = Input.of(4, 6).name("query");
        Tensor value = Input.of(5, 6).name("value");
        Tensor allowed = Input.of(4, 5).dtype("bool").name("allowed");
        Tensor kept = Input.of(5).dtype("bool").name("kept");
        List<Tensor> attended = MultiHeadAttention.of(2, 3)
                .applyAllWith(c -> c.attentionMask(allowed).returnAttentionScores(true), query, value);
        Tensor own = MultiHeadAttention.of(2, 3).applyWith(c -> c.useCausalMask(true), query, query);
        Tensor last = LSTM.of(3).applyWith(c -> c.mask(kept), value);
        Model attention =
                Model.of(List.of(query, value, allowed, kept), List.of(attended.get(0), attended.get(1), own, last));

        Tensor ids = Input.of(7).dtype("int32").name("ids");
        Tensor state = Input.of(3).name("state");
        List<Tensor> encoded = LSTM.of(3)
                .returnState(true)
                .applyAll(Embedding.of(9, 4).maskZero(true).apply(ids));
        Tensor decoded = LSTM.of(3).returnSequences(true).apply(value, encoded.get(1), encoded.get(2));
        Tensor gated = GRU.of(3).apply(value, state);
        Tensor stacked = RNN.of(LSTMCell.of(3), LSTMCell.of(2)).apply(value);
        Model states = Model.of(List.of(ids, value, state), List.of(decoded, gated, stacked));

        Tensor both = Bidirectional.of(GRU.of(2).returnSequences(true))
                .apply(Embedding.of(9, 4).maskZero(true).apply(ids));
        Model masks = Model.of(
                ids,
                List.of(
                        both,
                        LSTM.of(2).apply(both),
                        GlobalAveragePooling1D.of().apply(both)));

        List<Circle.Case> cases = List.of(
                new Circle.Case(
                        "attention",
                        attention,
                        List.of(
                                CircleData.ramp(2, 4, 6),
                                CircleData.ramp(2, 5, 6),
                                CircleData.bits(2, 4, 5),
                                CircleData.bits(2, 5))),
                new Circle.Case(
                        "states",
                        states,
                        List.of(CircleData.tokens(), CircleData.ramp(2, 5, 6), CircleData.ramp(2, 3))),
                new Circle.Case("masks", masks, List.of(CircleData.tokens())));
        circle.goAround(cases);
    }

    @Test
    void masksThroughMergingLayersGoAround() throws Exception {
        Tensor a = Input.of(7).dtype("int32").name("a");
        Tensor b = Input.of(7).dtype("int32").name("b");
        Tensor x = Embedding.of(9, 4).maskZero(true).apply(a);
        Tensor y = Embedding.of(9, 4).maskZero(true).apply(b);
        List<Layer> merges = List.of(
                Add.of(),
                Average.of(),
                Multiply.of(),
                Maximum.of(),
                Minimum.of(),
                Subtract.of(),
                Concatenate.of(),
                Concatenate.of().axis(1),
                Dot.of(2));
        List<Circle.Case> cases = new ArrayList<>();
        for (Layer merge : merges) {
            Tensor merged = merge.apply(x, y);
            Model model = Model.of(
                    List.of(a, b),
                    List.of(
                            LSTM.of(2).apply(merged),
                            GlobalAveragePooling1D.of().apply(merged),
                            GlobalAveragePooling1D.of()
                                    .apply(MultiHeadAttention.of(1, 2).apply(merged, merged))));
            cases.add(new Circle.Case(
                    cases.size() + "-" + merge.className(), model, List.of(CircleData.tokens(), CircleData.tokens2())));
        }
        circle.goAround(cases);
    }
}
