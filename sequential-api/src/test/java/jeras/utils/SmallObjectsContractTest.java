package jeras.utils;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jeras.constraints.Constraint;
import jeras.constraints.Constraints;
import jeras.constraints.MaxNorm;
import jeras.constraints.MinMaxNorm;
import jeras.constraints.NonNeg;
import jeras.constraints.UnitNorm;
import jeras.initializers.Constant;
import jeras.initializers.GlorotNormal;
import jeras.initializers.GlorotUniform;
import jeras.initializers.HeNormal;
import jeras.initializers.HeUniform;
import jeras.initializers.Identity;
import jeras.initializers.Initializer;
import jeras.initializers.Initializers;
import jeras.initializers.LecunNormal;
import jeras.initializers.LecunUniform;
import jeras.initializers.Ones;
import jeras.initializers.Orthogonal;
import jeras.initializers.RandomNormal;
import jeras.initializers.RandomUniform;
import jeras.initializers.STFT;
import jeras.initializers.TruncatedNormal;
import jeras.initializers.VarianceScaling;
import jeras.initializers.Zeros;
import jeras.regularizers.L1;
import jeras.regularizers.L1L2;
import jeras.regularizers.L2;
import jeras.regularizers.OrthogonalRegularizer;
import jeras.regularizers.Regularizer;
import jeras.regularizers.Regularizers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every built-in initializer, regularizer and constraint: a record with Keras's arguments. */
class SmallObjectsContractTest {
    /** Each with its default arguments and with others, and their printed forms. */
    static Stream<Arguments> all() {
        return Stream.of(
                row(Zeros.of(), "Zeros[]"),
                row(Ones.of(), "Ones[]"),
                row(Constant.of(), "Constant[value=0.0]"),
                row(Constant.of(2.5), "Constant[value=2.5]"),
                row(Identity.of(), "Identity[gain=1.0]"),
                row(Identity.of(2), "Identity[gain=2.0]"),
                row(RandomNormal.of(), "RandomNormal[mean=0.0, stddev=0.05, seed=null]"),
                row(RandomNormal.of().mean(1).stddev(0.1).seed(3), "RandomNormal[mean=1.0, stddev=0.1, seed=3]"),
                row(RandomUniform.of(), "RandomUniform[minval=-0.05, maxval=0.05, seed=null]"),
                row(RandomUniform.of(0, 1).seed(3), "RandomUniform[minval=0.0, maxval=1.0, seed=3]"),
                row(TruncatedNormal.of(), "TruncatedNormal[mean=0.0, stddev=0.05, seed=null]"),
                row(TruncatedNormal.of(1, 0.1).seed(3), "TruncatedNormal[mean=1.0, stddev=0.1, seed=3]"),
                row(
                        VarianceScaling.of(),
                        "VarianceScaling[scale=1.0, mode=fan_in, distribution=truncated_normal, seed=null]"),
                row(
                        VarianceScaling.of(2, "fan_avg", "uniform").seed(3),
                        "VarianceScaling[scale=2.0, mode=fan_avg, distribution=uniform, seed=3]"),
                row(GlorotUniform.of(), "GlorotUniform[seed=null]"),
                row(GlorotUniform.of().seed(3), "GlorotUniform[seed=3]"),
                row(GlorotNormal.of().seed(3), "GlorotNormal[seed=3]"),
                row(HeUniform.of().seed(3), "HeUniform[seed=3]"),
                row(HeNormal.of().seed(3), "HeNormal[seed=3]"),
                row(LecunUniform.of().seed(3), "LecunUniform[seed=3]"),
                row(LecunNormal.of().seed(3), "LecunNormal[seed=3]"),
                row(Orthogonal.of(), "Orthogonal[gain=1.0, seed=null]"),
                row(Orthogonal.of(2).seed(3), "Orthogonal[gain=2.0, seed=3]"),
                row(STFT.of(), "STFT[side=real, window=hann, scaling=density, periodic=false]"),
                row(
                        STFT.of("imag").withoutWindow().scaling("spectrum").periodic(true),
                        "STFT[side=imag, window=null, scaling=spectrum, periodic=true]"),
                row(L1.of(), "L1[l1=0.01]"),
                row(L1.of(0.1), "L1[l1=0.1]"),
                row(L2.of(), "L2[l2=0.01]"),
                row(L2.of(0.1), "L2[l2=0.1]"),
                row(L1L2.of(), "L1L2[l1=0.0, l2=0.0]"),
                row(L1L2.of(0.1, 0.2), "L1L2[l1=0.1, l2=0.2]"),
                row(OrthogonalRegularizer.of(), "OrthogonalRegularizer[factor=0.01, mode=rows]"),
                row(OrthogonalRegularizer.of(0.1).mode("columns"), "OrthogonalRegularizer[factor=0.1, mode=columns]"),
                row(MaxNorm.of(), "MaxNorm[maxValue=2.0, axis=[0]]"),
                row(MaxNorm.of(3).axis(0, 1, 2), "MaxNorm[maxValue=3.0, axis=[0, 1, 2]]"),
                row(MinMaxNorm.of(), "MinMaxNorm[minValue=0.0, maxValue=1.0, rate=1.0, axis=[0]]"),
                row(
                        MinMaxNorm.of(0.5, 2).rate(0.9).axis(1),
                        "MinMaxNorm[minValue=0.5, maxValue=2.0, rate=0.9, axis=[1]]"),
                row(NonNeg.of(), "NonNeg[]"),
                row(UnitNorm.of(), "UnitNorm[axis=[0]]"),
                row(UnitNorm.of().axis(1), "UnitNorm[axis=[1]]"));
    }

    private static Arguments row(Record object, String text) {
        return Arguments.of(object, text);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("all")
    void printsItsArguments(Record object, String text) {
        assertThat(object).hasToString(text);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("all")
    void isMadeAgainFromItsComponents(Record object, String text) {
        Object[] values = Arrays.stream(object.getClass().getRecordComponents())
                .map((RecordComponent component) -> Records.get(object, component))
                .toArray();
        Record again = Records.make(object.getClass(), values);

        assertThat(again).isEqualTo(object).hasSameHashCodeAs(object).isNotSameAs(object);
    }

    @Test
    void everyIdMakesOneOfTheRecordsAbove() {
        Set<Class<?>> classes = all().map(row -> row.get()[0].getClass()).collect(Collectors.toSet());

        assertThat(Initializers.ids())
                .allSatisfy(
                        id -> assertThat(classes).contains(Initializer.of(id).getClass()));
        assertThat(Regularizers.ids())
                .allSatisfy(
                        id -> assertThat(classes).contains(Regularizer.of(id).getClass()));
        assertThat(Constraints.ids())
                .allSatisfy(id -> assertThat(classes).contains(Constraint.of(id).getClass()));
    }

    @Test
    void everyRecordIsMadeByItsClassName() {
        Set<Object> made = Stream.of(
                        Initializers.ids().stream().map(Initializer::of),
                        Regularizers.ids().stream().map(Regularizer::of),
                        Constraints.ids().stream().map(Constraint::of))
                .flatMap(s -> s)
                .collect(Collectors.toSet());

        all().map(row -> row.get()[0].getClass())
                .distinct()
                .forEach(type -> assertThat(made).as(type.getSimpleName()).anyMatch(type::isInstance));
        assertThat(Initializer.of("GlorotUniform")).isEqualTo(GlorotUniform.of());
        assertThat(Regularizer.of("L1L2")).isEqualTo(L1L2.of());
        assertThat(Constraint.of("MinMaxNorm")).isEqualTo(MinMaxNorm.of());
    }

    @Test
    void aliasesMeanTheSame() {
        assertThat(Initializer.of("uniform")).isEqualTo(Initializer.of("random_uniform"));
        assertThat(Initializer.of("normal")).isEqualTo(Initializer.of("RandomNormal"));
        assertThat(Initializer.of("zero")).isEqualTo(Initializer.of("zeros"));
        assertThat(Initializer.of("one")).isEqualTo(Initializer.of("Ones"));
        assertThat(Initializer.of("OrthogonalInitializer")).isEqualTo(Initializer.of("orthogonal"));
        assertThat(Initializer.of("IdentityInitializer")).isEqualTo(Initializer.of("identity"));
    }
}
