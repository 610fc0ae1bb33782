package jeras.distribution;

import static jeras.distribution.SharedCase.CLASSES;
import static jeras.distribution.SharedCase.NUMBERS;
import static jeras.distribution.SharedCase.ROWS;
import static jeras.distribution.SharedCase.mlp;
import static jeras.distribution.SharedCase.normal;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import java.util.List;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.Model;
import jeras.Sequential;
import jeras.layers.Dense;
import jeras.layers.LSTM;
import jeras.layers.Layer;
import jeras.layers.SpectralNormalization;
import jeras.ops.Ops;
import jeras.ops.Replicas;
import jeras.ops.Tensor;
import org.junit.jupiter.api.Test;

/** What several devices cannot compute is refused at the first step. */
class SharedRefusalsTest {
    @Test
    void batchesThatAreTooSmallAreRefused() {
        Model model = mlp();
        model.compile("sgd", "sparse_categorical_crossentropy");

        DataParallel.replicas("cpu", 4)
                .scope(() -> assertThatThrownBy(() ->
                                model.fit(ROWS, CLASSES, f -> f.batchSize(3).verbose(0)))
                        .isInstanceOf(InvalidArgumentException.class)
                        .hasMessage("""
                                The batches are too small to be shared.
                                  expected: at least 4 samples in each but the last, one a device
                                  received: 3
                                  fix:      take a larger batchSize, or fewer devices"""));
    }

    @Test
    void aStatefulLayerIsRefused() {
        Model model = Sequential.of(
                Input.of(7, 2).batchSize(4), LSTM.of(3).stateful(true).name("memory"), Dense.of(1));
        model.compile("sgd", "mse");

        DataParallel.replicas("cpu", 2)
                .scope(() -> assertThatThrownBy(() -> model.fit(
                                normal(4, 7, 2),
                                normal(4, 1),
                                f -> f.batchSize(4).verbose(0)))
                        .isInstanceOf(InvalidArgumentException.class)
                        .hasMessage("""
                                layer 1 of 2, LSTM "memory" cannot be computed by several devices.
                                  expected: stateful(false)
                                  received: stateful(true): states that are kept for each place in the whole batch
                                  fix:      train and ask such a model on one device"""));
    }

    @Test
    void aLayerThatChangesAWeightInPlaceIsRefused() {
        Model model = Sequential.of(Input.of(6), SpectralNormalization.of(Dense.of(4)), Dense.of(1));
        model.compile("sgd", "mse");

        DataParallel.replicas("cpu", 2)
                .scope(() -> assertThatThrownBy(() ->
                                model.fit(ROWS, NUMBERS, f -> f.batchSize(8).verbose(0)))
                        .isInstanceOf(InvalidArgumentException.class)
                        .hasMessage("""
                                A model cannot be computed by several devices, because of layer "spectral_normalization".
                                  expected: layers that change variables by assign
                                  received: "overwrite", which changes one in place
                                  fix:      leave the layer out, or take one device; in a class of your own assign the variable"""));
    }

    private static final class Counting extends Layer {
        @Override
        protected Tensor call(Tensor x) {
            return Ops.cast(Ops.sum(Ops.greater(x, 0), 0), DataType.INT32);
        }
    }

    @Test
    void anOutputWithoutRowsThatHasNoMeanIsRefused() {
        Model model = Sequential.of(Input.of(6), new Counting());
        model.compile("sgd", "mse");

        DataParallel.replicas("cpu", 2)
                .scope(() -> assertThatThrownBy(() -> model.predict(ROWS))
                        .isInstanceOf(InvalidArgumentException.class)
                        .hasMessage("""
                                What the devices compute cannot be joined.
                                  expected: tensors with a row for each sample, or floats of a known shape, whose mean is taken
                                  received: Tensor(6,) int32 of layer "counting"
                                  fix:      give such a model one device"""));
    }

    /** Sums over the batch in each step of a loop. */
    private static final class Summing extends Layer {
        @Override
        protected Tensor call(Tensor x) {
            return Ops.scan(
                            (states, elements) -> List.of(Replicas.sum(elements.get(0))),
                            List.of(),
                            List.of(x),
                            1,
                            false)
                    .get(0);
        }
    }

    @Test
    void aSumOverTheBatchInsideALoopIsRefused() {
        Model model = Sequential.of(Input.of(6), new Summing());

        DataParallel.replicas("cpu", 2)
                .scope(() -> assertThatThrownBy(() -> model.predict(ROWS))
                        .isInstanceOf(InvalidArgumentException.class)
                        .hasMessage("""
                                Replicas cannot be summed inside a loop or a branch.
                                  expected: a layer that computes over the whole batch, outside of loops
                                  received: one inside Ops.scan, cond, whileLoop or a recurrent layer
                                  fix:      let each replica compute for itself: synchronize(false)"""));
    }
}
