package jeras.saving;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jeras.Input;
import jeras.Sequential;
import jeras.layers.Dense;
import jeras.losses.CTC;
import jeras.losses.CategoricalGeneralizedCrossEntropy;
import jeras.losses.Circle;
import jeras.losses.Dice;
import jeras.losses.Loss;
import jeras.losses.Losses;
import jeras.losses.Tversky;
import jeras.metrics.AUC;
import jeras.metrics.BinaryIoU;
import jeras.metrics.F1Score;
import jeras.metrics.FBetaScore;
import jeras.metrics.IoU;
import jeras.metrics.MeanIoU;
import jeras.metrics.Metric;
import jeras.metrics.Metrics;
import jeras.metrics.OneHotIoU;
import jeras.metrics.OneHotMeanIoU;
import jeras.metrics.PearsonCorrelation;
import jeras.metrics.Precision;
import jeras.metrics.PrecisionAtRecall;
import jeras.metrics.R2Score;
import jeras.metrics.Recall;
import jeras.metrics.RecallAtPrecision;
import jeras.metrics.SensitivityAtSpecificity;
import jeras.metrics.SparseTopKCategoricalAccuracy;
import jeras.metrics.SpecificityAtSensitivity;
import jeras.metrics.TruePositives;
import jeras.optimizers.Adafactor;
import jeras.optimizers.Adagrad;
import jeras.optimizers.AdamW;
import jeras.optimizers.Ftrl;
import jeras.optimizers.Muon;
import jeras.optimizers.Nadam;
import jeras.optimizers.Optimizer;
import jeras.optimizers.Optimizers;
import jeras.optimizers.ScheduleFreeAdamW;
import jeras.optimizers.schedules.CosineDecay;
import jeras.training.CompileOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever compile can be told comes back from the JSON that a file holds. */
class CompileRoundTripTest {
    private static CompileOptions.Told again(Consumer<CompileOptions> told) {
        Sequential model = model();
        model.compile(told);
        JsonObject json = JsonParser.parseString(
                        CompileWriter.write(model.trainer().options().told(), model.outputNames())
                                .toString())
                .getAsJsonObject();
        Sequential other = model();
        Where where = Where.in(new Place(Path.of("m.keras"), "config.json"));
        assertThat(CompileReader.read(other, json, where)).isEmpty();
        return other.trainer().options().told();
    }

    private static Sequential model() {
        return Sequential.of(Input.of(3), Dense.of(3));
    }

    static Stream<Optimizer> optimizers() {
        return Stream.concat(
                Optimizers.ids().stream().map(Optimizer::of),
                Stream.of(
                        Nadam.of(0.3).useEma(true).emaMomentum(0.7).emaOverwriteFrequency(3),
                        Adagrad.of(CosineDecay.of(0.1, 10)).lossScaleFactor(8).gradientAccumulationSteps(4),
                        AdamW.of(0.1).weightDecay(0.2).globalClipnorm(2),
                        Ftrl.of(0.2)
                                .learningRatePower(-0.7)
                                .initialAccumulatorValue(0.2)
                                .l1RegularizationStrength(0.3)
                                .l2RegularizationStrength(0.4)
                                .l2ShrinkageRegularizationStrength(0.5)
                                .beta(0.6),
                        Adafactor.of(0.2)
                                .beta2Decay(-0.6)
                                .epsilon1(1e-20)
                                .epsilon2(0.1)
                                .clipThreshold(2)
                                .relativeStep(false),
                        Muon.of(0.2)
                                .withoutRmsRate()
                                .excludeLayers("head", "last")
                                .withoutAdamWeightDecay()
                                .nsSteps(3),
                        ScheduleFreeAdamW.of(0.2).warmupSteps(5).clipvalue(1)));
    }

    @Test
    void noWeightDecayOfAdamWIsADecayOfZeroSinceKerasAsksForANumber() {
        AdamW optimizer = AdamW.of(0.1).withoutWeightDecay();
        assertThat(again(c -> c.optimizer(optimizer).loss("mse"))
                        .optimizer()
                        .options()
                        .weightDecay())
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void optimizersComeBack(Optimizer optimizer) {
        Optimizer read = again(c -> c.optimizer(optimizer).loss("mse")).optimizer();
        assertThat(read).hasToString(optimizer.toString());
        assertThat(read.options())
                .hasToString(optimizer.options().toString().replace("name=null", "name=" + optimizer.name()));
    }

    static Stream<Loss> losses() {
        return Stream.concat(
                Losses.ids().stream().map(Loss::of),
                Stream.of(
                        Dice.of().axis(1, 2),
                        Dice.of().axis(1),
                        Tversky.of().alpha(0.3).beta(0.8).axis(-1),
                        Circle.of().gamma(4).margin(0.1).removeDiagonal(false),
                        CategoricalGeneralizedCrossEntropy.of()
                                .q(0.3)
                                .name("mine")
                                .reduction("sum"),
                        CTC.of()));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void lossesComeBack(Loss loss) {
        Loss read = again(c -> c.loss(loss)).loss();
        assertThat(read).hasToString(loss.toString()).hasSameClassAs(loss);
        assertThat(List.of(read.name(), read.reduction())).isEqualTo(List.of(loss.name(), loss.reduction()));
    }

    static Stream<Metric> metrics() {
        return Stream.concat(
                Metrics.ids().stream().flatMap(id -> Metrics.ofClass(id).stream()),
                Stream.of(
                        TruePositives.of().thresholds(0.2, 0.7),
                        Precision.of().thresholds(0.3).topK(2).classId(1).name("mine"),
                        Recall.of().thresholds(0.1, 0.2),
                        SensitivityAtSpecificity.of(0.3).numThresholds(7).classId(2),
                        SpecificityAtSensitivity.of(0.3),
                        PrecisionAtRecall.of(0.3),
                        RecallAtPrecision.of(0.3),
                        AUC.of()
                                .curve("PR")
                                .summationMethod("majoring")
                                .thresholds(0.2, 0.4)
                                .fromLogits(true),
                        AUC.of().numThresholds(7).multiLabel(true).numLabels(3).labelWeights(0.1, 0.2, 0.3),
                        F1Score.of().average("macro").threshold(0.4),
                        FBetaScore.of().beta(2),
                        R2Score.of().withoutClassAggregation().numRegressors(2),
                        IoU.of(4, 1, 2)
                                .ignoreClass(3)
                                .sparseYTrue(false)
                                .axis(1)
                                .dtype("float32"),
                        MeanIoU.of(4).sparseYPred(false),
                        OneHotIoU.of(4, 1).sparseYPred(true),
                        OneHotMeanIoU.of(4).ignoreClass(255),
                        BinaryIoU.of().targetClassIds(1).threshold(0.3),
                        PearsonCorrelation.of().axis(0),
                        SparseTopKCategoricalAccuracy.of().k(3).fromSortedIds(true)));
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void metricsComeBack(Metric metric) {
        Metric read = again(c -> c.loss("mse").metrics(metric)).metrics().get(0).metric();
        assertThat(read).hasToString(metric.toString()).hasSameClassAs(metric);
        assertThat(read.name()).isEqualTo(metric.name());
    }
}
