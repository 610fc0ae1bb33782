package jeras.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import jeras.Array;
import jeras.History;
import jeras.Input;
import jeras.Keras;
import jeras.Model;
import jeras.Sequential;
import jeras.layers.Dense;
import jeras.losses.Loss;
import jeras.metrics.Mean;
import jeras.metrics.Metric;
import jeras.ops.Noise;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.optimizers.Gradients;
import jeras.optimizers.Optimizer;
import jeras.optimizers.SGD;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a class of one's own may say about training and prediction, as tutorials of Keras do. */
class StepOverridesTest {
    private static final Array X = Array.of(new float[][] {{0, 1}, {1, 0}, {1, 1}, {2, 1}});
    private static final Array Y = Array.of(new float[][] {{1}, {0}, {2}, {1}});

    @BeforeEach
    void seed() {
        Keras.setRandomSeed(3);
    }

    static final class Doubling extends Model {
        final Dense dense = Dense.of(1);

        @Override
        protected Tensor call(Tensor x) {
            return dense.apply(x);
        }

        @Override
        protected List<Tensor> predictStep(StepData data) {
            return List.of(apply(data.x()).multiply(2), Ops.sum(data.x(), -1));
        }
    }

    @Test
    void predictGivesWhatItsStepGives() {
        Doubling model = new Doubling();

        List<Array> all = model.predictAll(X);

        assertThat(all.get(0)).isEqualTo(model.dense.apply(X).multiply(2));
        assertThat(all.get(1).toDoubleArray()).containsExactly(1, 1, 2, 3);
        assertThat(model.predict(X, p -> p.batchSize(3).verbose(0))).isEqualTo(all.get(0));
    }

    /** As in Keras's guide to customizing fit: optimizers and loss come by a compile of its own. */
    static final class Gan extends Model {
        final Sequential generator = Sequential.of(Input.of(2), Dense.of(2));
        final Sequential discriminator = Sequential.of(Input.of(2), Dense.of(1));
        final Mean generatorLoss = Mean.of().name("g_loss");
        final Mean discriminatorLoss = Mean.of().name("d_loss");
        Optimizer generatorOptimizer;
        Optimizer discriminatorOptimizer;
        Loss lossFn;

        void compile(Optimizer forDiscriminator, Optimizer forGenerator, Loss loss) {
            compile(c -> {});
            discriminatorOptimizer = forDiscriminator;
            generatorOptimizer = forGenerator;
            lossFn = loss;
        }

        @Override
        public List<Metric> metrics() {
            return List.of(discriminatorLoss, generatorLoss);
        }

        @Override
        protected StepLogs trainStep(StepData data) {
            Tensor fake = generator.apply(data.x());
            Tensor score = discriminator.apply(Ops.stopGradient(fake));
            Tensor dLoss = lossFn.apply(Ops.zerosLike(score), score, null);
            discriminatorOptimizer.apply(Gradients.of(dLoss, discriminator.trainableWeights()));
            Tensor again = discriminator.apply(generator.apply(data.x()));
            Tensor gLoss = lossFn.apply(Ops.onesLike(again), again, null);
            generatorOptimizer.apply(Gradients.of(gLoss, generator.trainableWeights()));
            discriminatorLoss.record(dLoss);
            generatorLoss.record(gLoss);
            return StepLogs.of(discriminatorLoss, generatorLoss);
        }
    }

    @Test
    void aModelMayHaveACompileAndMetricsOfItsOwn() {
        Gan gan = new Gan();
        gan.compile(SGD.of(0.1), SGD.of(0.1), Loss.of("mse"));

        History history = gan.fit(X, Y, f -> f.epochs(4).verbose(0));

        assertThat(history.history().keySet()).containsExactly("d_loss", "g_loss");
        assertThat(history.last("d_loss")).isLessThan(history.get("d_loss").get(0));
        assertThat(gan.metricsNames()).containsExactly("d_loss", "g_loss");
    }

    @Test
    void metricsAreKnownByTheNamesOfTheHistory() {
        Sequential model = Sequential.of(Input.of(2), Dense.of(1));
        model.compile("sgd", "mse", "mae", "cosine_similarity");
        assertThat(model.metricsNames()).isEmpty();

        model.fit(X, Y, f -> f.verbose(0));

        assertThat(model.metricsNames()).containsExactly("loss", "mae", "cosine_similarity");
    }

    /** A layer and a step that draw from sequences of their own, as Keras's {@code SeedGenerator} gives them. */
    static final class Noisy extends Model {
        final Noise seeds = Noise.of(1337);
        final Dense dense = Dense.of(1);

        @Override
        protected Tensor call(Tensor x) {
            return dense.apply(seeds.dropout(x, 0.5));
        }

        @Override
        protected List<Tensor> predictStep(StepData data) {
            Tensor normal = seeds.normal(data.x(), new Shape(-1, 3)); // (batch, 3)
            Tensor uniform = seeds.uniform(data.x(), data.x().shape(), 2, 3);
            return List.of(normal, uniform, seeds.dropout(data.x(), 0.5));
        }
    }

    @Test
    void randomNumbersOfASeedRepeatAndDifferFromCallToCall() {
        Noisy one = new Noisy();
        Noisy two = new Noisy();

        List<Array> first = one.predictAll(X);
        List<Array> second = one.predictAll(X);

        assertThat(two.predictAll(X)).isEqualTo(first);
        assertThat(second.get(0)).isNotEqualTo(first.get(0));
        assertThat(first.get(0).shape()).isEqualTo(new Shape(4, 3));
        for (double value : first.get(1).toDoubleArray()) {
            assertThat(value).isBetween(2.0, 3.0);
        }
        for (double value : first.get(2).toDoubleArray()) {
            assertThat(value).isIn(0.0, 2.0, 4.0);
        }
    }
}
