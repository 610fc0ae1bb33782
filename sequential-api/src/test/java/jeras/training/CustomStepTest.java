package jeras.training;

import static jeras.KerasNumbers.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import jeras.Array;
import jeras.History;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.Keras;
import jeras.KerasNumbers;
import jeras.Model;
import jeras.ModelStateException;
import jeras.Sequential;
import jeras.data.Dataset;
import jeras.initializers.Initializer;
import jeras.layers.Dense;
import jeras.layers.Layer;
import jeras.metrics.Mean;
import jeras.metrics.MeanAbsoluteError;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.optimizers.Adam;
import jeras.optimizers.Gradients;
import jeras.optimizers.Optimizer;
import jeras.optimizers.SGD;
import jeras.regularizers.L2;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CustomStepTest {
    private static final Array X = Array.of(new float[][] {{1, 2}, {3, -1}, {0, 1}, {2, 2}});
    private static final Array Y = Array.of(new float[][] {{1}, {0}, {2}, {1}});

    @BeforeEach
    void seed() {
        Keras.setRandomSeed(3);
    }

    /** Two models, two optimizers, and two updates of one of them in a step. */
    static final class Gan extends Model {
        final Sequential generator;
        final Sequential discriminator;
        final Optimizer generatorOptimizer = Adam.of(0.02);
        final Optimizer discriminatorOptimizer = SGD.of(0.1).momentum(0.9);
        final Mean discriminatorLoss = Mean.of().name("d_loss");
        final Mean generatorLoss = Mean.of().name("g_loss");

        Gan(Sequential generator, Sequential discriminator) {
            this.generator = generator;
            this.discriminator = discriminator;
        }

        @Override
        protected StepLogs trainStep(StepData data) {
            Tensor noise = data.inputs().get(0); // (batch, 3)
            Tensor real = data.inputs().get(1); // (batch, 2)
            for (int i = 0; i < 2; i++) {
                Tensor fakeScore = discriminator.apply(generator.apply(noise));
                Tensor realScore = discriminator.apply(real);
                Tensor loss = Ops.mean(Ops.softplus(fakeScore)).add(Ops.mean(Ops.softplus(Ops.negative(realScore))));
                discriminatorOptimizer.apply(Gradients.of(loss, discriminator.trainableWeights()));
                discriminatorLoss.record(loss);
            }
            Tensor loss = Ops.mean(Ops.softplus(Ops.negative(discriminator.apply(generator.apply(noise)))));
            generatorOptimizer.apply(Gradients.of(loss, generator.trainableWeights()));
            generatorLoss.record(loss);
            return StepLogs.of(discriminatorLoss, generatorLoss);
        }
    }

    @Test
    void aGanOfTwoOptimizersTrainsAsInKeras() {
        JsonObject c = KerasNumbers.cases("custom_steps.json").get(0);
        Gan gan = new Gan(stack(c, "generator", 3, 5, 2), stack(c, "discriminator", 2, 4, 1));
        gan.compile(o -> {});

        List<Array> inputs =
                List.of(KerasNumbers.array(c.getAsJsonObject("noise")), KerasNumbers.array(c.getAsJsonObject("real")));
        History history = gan.fit(Dataset.of(inputs).batch(4), f -> f.epochs(3).verbose(0));

        assertHistory(history, "d_loss", c);
        assertHistory(history, "g_loss", c);
        assertWeights(gan.discriminator, c.getAsJsonArray("discriminator_after"));
        assertWeights(gan.generator, c.getAsJsonArray("generator_after"));
        assertThat(gan.discriminatorOptimizer.iterations()).isEqualTo(18);
        assertThat(gan.generatorOptimizer.iterations()).isEqualTo(9);
    }

    /** A critic whose gradient at its input is held at length 1, as in WGAN-GP. */
    static final class Critic extends Model {
        final Sequential net;

        Critic(Sequential net) {
            this.net = net;
        }

        @Override
        protected Tensor call(Tensor x) {
            return net.apply(x);
        }

        @Override
        protected StepLogs trainStep(StepData data) {
            Tensor slope = Ops.grad(x -> Ops.sum(net.apply(x)), data.x()); // (batch, 3)
            Tensor length = Ops.sqrt(Ops.sum(Ops.square(slope), 1)); // (batch)
            Tensor penalty = Ops.mean(Ops.square(length.subtract(1.0)));
            Tensor loss = Ops.mean(net.apply(data.x()).multiply(data.y())).add(penalty.multiply(10.0));
            optimizer().apply(Gradients.of(loss, trainableWeights()));
            return StepLogs.of().and("loss", loss).and("penalty", penalty);
        }
    }

    @Test
    void aPenaltyOnGradientsTrainsAsInKeras() {
        JsonObject c = KerasNumbers.cases("custom_steps.json").get(1);
        Critic critic = new Critic(stack(c, "start", 3, 6, 1));
        critic.compile(o -> o.optimizer("adam"));

        History history = critic.fit(
                KerasNumbers.array(c.getAsJsonObject("x")),
                KerasNumbers.array(c.getAsJsonObject("y")),
                f -> f.epochs(3).shuffle(false).verbose(0));

        assertHistory(history, "loss", c);
        assertHistory(history, "penalty", c);
        assertWeights(critic.net, c.getAsJsonArray("after"));
    }

    private static Sequential stack(JsonObject c, String start, int inputs, int hidden, int outputs) {
        Sequential stack = Sequential.of(Input.of(inputs), Dense.of(hidden).activation("tanh"), Dense.of(outputs));
        stack.setWeights(KerasNumbers.objects(c.getAsJsonArray(start)).stream()
                .map(KerasNumbers::array)
                .toList());
        return stack;
    }

    private static void assertHistory(History history, String log, JsonObject c) {
        double[] actual =
                history.get(log).stream().mapToDouble(Double::doubleValue).toArray();
        assertClose(log, actual, KerasNumbers.numbers(c.get(log)), 1e-5, 1e-5);
    }

    private static void assertWeights(Model model, JsonArray expected) {
        List<Array> weights = model.getWeights();
        for (int i = 0; i < weights.size(); i++) {
            double[] numbers =
                    KerasNumbers.numbers(expected.get(i).getAsJsonObject().get("values"));
            assertClose("weight " + i, weights.get(i).toDoubleArray(), numbers, 1e-5, 1e-5);
        }
    }

    /** The step that Keras's guide writes out. */
    static final class WrittenOut extends Model {
        final Dense dense = Dense.of(1).kernelInitializer("ones");

        @Override
        protected Tensor call(Tensor x) {
            return dense.apply(x);
        }

        @Override
        protected StepLogs trainStep(StepData data) {
            List<Tensor> yPred = applyAll(data.inputs());
            Tensor loss = computeLoss(data, yPred);
            optimizer().apply(Gradients.of(loss, trainableWeights()));
            return computeMetrics(data, yPred, loss);
        }
    }

    /** The usual step. */
    static final class Usual extends Model {
        final Dense dense = Dense.of(1).kernelInitializer("ones");

        @Override
        protected Tensor call(Tensor x) {
            return dense.apply(x);
        }
    }

    @Test
    void theUsualStepWrittenOutIsTheUsualStep() {
        Model own = new WrittenOut();
        Model usual = new Usual();
        for (Model model : List.of(own, usual)) {
            model.compile(
                    c -> c.optimizer(SGD.of(0.05).momentum(0.9)).loss("mse").metrics("mae"));
        }

        History one = own.fit(X, Y, f -> f.epochs(4).shuffle(false).verbose(0));
        History other = usual.fit(X, Y, f -> f.epochs(4).shuffle(false).verbose(0));

        assertThat(one.history()).isEqualTo(other.history()).containsOnlyKeys("loss", "mae");
        assertThat(own.getWeights()).isEqualTo(usual.getWeights());
    }

    /** Another objective in the usual step. */
    static final class Doubled extends Model {
        final Dense dense = Dense.of(1).kernelInitializer("ones");

        @Override
        protected Tensor call(Tensor x) {
            return dense.apply(x);
        }

        @Override
        protected Tensor computeLoss(StepData data, List<Tensor> yPred) {
            return super.computeLoss(data, yPred).multiply(2.0);
        }
    }

    @Test
    void anotherObjectiveIsMinimizedAndShown() {
        Model doubled = new Doubled();
        Model usual = new Usual();
        doubled.compile("sgd", "mse");
        usual.compile(c -> c.optimizer(SGD.of(0.02)).loss("mse"));

        History twice = doubled.fit(X, Y, f -> f.shuffle(false).verbose(0));
        History once = usual.fit(X, Y, f -> f.shuffle(false).verbose(0));

        assertThat(twice.last("loss")).isEqualTo(2 * once.last("loss"));
        assertThat(doubled.getWeights()).isEqualTo(usual.getWeights());
        assertThat(doubled.evaluate(X, Y, e -> e.verbose(0)).loss())
                .isEqualTo(2 * usual.evaluate(X, Y, e -> e.verbose(0)).loss());
    }

    /** A loss of one's own, with what layers add. */
    static final class WithAdded extends Model {
        final Dense dense = Dense.of(1)
                .kernelInitializer("ones")
                .kernelRegularizer(L2.of(0.5))
                .activityRegularizer(L2.of(0.25));

        @Override
        protected Tensor call(Tensor x) {
            return dense.apply(x);
        }

        @Override
        protected Tensor computeLoss(StepData data, List<Tensor> yPred) {
            Tensor loss = Ops.mean(Ops.square(yPred.get(0).subtract(data.y())));
            for (Tensor added : losses()) {
                loss = loss.add(added);
            }
            return loss;
        }
    }

    @Test
    void whatLayersAddIsThereForALossOfOnesOwn() {
        Model model = new WithAdded();
        model.compile(c -> c.optimizer(SGD.of(0.05)));

        // x·1 is 3, 2, 1, 4; the errors are 2, 2, -1, 3: 18 / 4; weights 0.5·(1 + 1), activity 0.25·30 / 4.
        assertThat(model.evaluate(X, Y, e -> e.verbose(0)).loss()).isCloseTo(4.5 + 1 + 1.875, within(1e-6));
        assertThat(model.losses()).hasSize(1);
    }

    /** A layer that measures what goes through it. */
    static final class Watched extends Layer {
        final Mean size = Mean.of().name("size");
        Variable factor;

        @Override
        protected void build(Shape input) {
            factor = weight("factor", new Shape(1), Initializer.of("ones"));
        }

        @Override
        protected Tensor call(Tensor x) {
            size.record(Ops.mean(Ops.abs(x)));
            return x.multiply(factor);
        }
    }

    @Test
    void metricsInLayersAreShownAndStartAnewWithEachEpoch() {
        Sequential model = Sequential.of(Input.of(2), new Watched(), Dense.of(1));
        model.compile("sgd", "mse");

        History history = model.fit(X, Y, f -> f.epochs(2).verbose(0).validationData(X.multiply(2.0), Y));

        assertThat(history.get("size")).containsExactly(1.5, 1.5); // (3 + 4 + 1 + 4) / 8
        assertThat(history.get("val_size")).containsExactly(3.0, 3.0);
        assertThat(model.metrics()).extracting(m -> m.name()).containsExactly("loss", "size");
    }

    /** A model without call. */
    static final class OnlyTrains extends Model {
        final Sequential net = Sequential.of(Input.of(2), Dense.of(1));
        final MeanAbsoluteError error = MeanAbsoluteError.of().name("error");

        @Override
        protected StepLogs trainStep(StepData data) {
            Tensor yPred = net.apply(data.x());
            optimizer().minimize(Ops.mean(Ops.square(yPred.subtract(data.y()))), net.trainableWeights());
            error.record(data.y(), yPred);
            return StepLogs.of(error);
        }
    }

    @Test
    void theWeightsOfOnlySomePartsMayBeMoved() {
        OnlyTrains model = new OnlyTrains();
        model.compile(o -> o.optimizer(SGD.of(0.1)));

        History history = model.fit(X, Y, f -> f.epochs(30).verbose(0));

        assertThat(history.history()).containsOnlyKeys("error");
        assertThat(history.last("error")).isLessThan(history.get("error").get(0));
    }

    @Test
    void anUpdateOutsideAStepIsRefused() {
        SGD optimizer = SGD.of(0.1);
        assertThatThrownBy(() -> optimizer.apply(Gradients.of(List.of(), List.of())))
                .isInstanceOf(ModelStateException.class)
                .hasMessage("""
                        Optimizer "sgd" cannot update weights here.
                          expected: apply and minimize called in a trainStep, while it is recorded
                          received: a call outside of one
                          fix:      override trainStep of a model and call them there""");
    }

    @Test
    void aStepThatWantsTargetsSaysSoWhereThereAreNone() {
        OnlyTrains model = new OnlyTrains();
        model.compile(o -> {});

        assertThatThrownBy(() -> model.fit(Dataset.of(X).batch(2), f -> f.verbose(0)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        The step wants targets that the data do not have.
                          expected: fit(x, y), or a data set of inputs and targets
                          received: inputs alone
                          fix:      give targets, or do without y() in the step""");
    }

    @Test
    void aGradientOfWhatIsNoScalarIsRefused() {
        assertThatThrownBy(() -> Keras.eval(() -> Ops.grad(x -> x.multiply(x), Ops.convertToTensor(X))))
                .hasMessageContaining("can be taken only when its result is a scalar");
    }

    @Test
    void secondDerivativesAreThoseOfArithmetic() {
        Array third = Keras.eval(() -> Ops.grad(
                x -> Ops.sum(Ops.grad(z -> Ops.sum(z.multiply(z).multiply(z)), x)),
                Ops.convertToTensor(Array.of(new float[] {1, 2, -3}))));

        assertThat(third.toDoubleArray()).containsExactly(6, 12, -18); // (x³)'' = 6x
    }
}
