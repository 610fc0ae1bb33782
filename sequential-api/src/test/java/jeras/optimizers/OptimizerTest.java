package jeras.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import jeras.InvalidArgumentException;
import jeras.ModelStateException;
import jeras.optimizers.schedules.ExponentialDecay;
import jeras.optimizers.schedules.PiecewiseConstantDecay;
import org.junit.jupiter.api.Test;

class OptimizerTest {
    @Test
    void defaultsAreKeras() {
        assertThat(SGD.of()).hasToString("SGD[learningRate=0.01, momentum=0.0, nesterov=false]");
        assertThat(Adam.of())
                .hasToString("Adam[learningRate=0.001, beta1=0.9, beta2=0.999, epsilon=1.0E-7, amsgrad=false]");
        assertThat(RMSprop.of())
                .hasToString("RMSprop[learningRate=0.001, rho=0.9, momentum=0.0, epsilon=1.0E-7, centered=false]");
        assertThat(AdamW.of().options().weightDecay()).isEqualTo(0.004);
        assertThat(RMSprop.of().name("mine").name()).isEqualTo("mine");
    }

    @Test
    void idsHaveLettersOfAnyCase() {
        assertThat(Optimizer.of("adam")).isInstanceOf(Adam.class);
        assertThat(Optimizer.of("AdamW")).isInstanceOf(AdamW.class);
        assertThat(Optimizer.of("RMSprop")).isInstanceOf(RMSprop.class);
        assertThatThrownBy(() -> Optimizer.of("adm"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("did you mean \"adam\"");
    }

    @Test
    void optionsReturnNewValues() {
        SGD plain = SGD.of(0.1);
        SGD changed = plain.momentum(0.9).nesterov(true).clipnorm(1).learningRate(0.2);
        assertThat(plain.options().clipnorm()).isNull();
        assertThat(changed).hasToString("SGD[learningRate=0.2, momentum=0.9, nesterov=true]");
        assertThat(changed.options().clipnorm()).isEqualTo(1);
    }

    @Test
    void onlyOneClippingIsAllowed() {
        assertThatThrownBy(() -> Adam.of().clipnorm(1).clipvalue(0.5))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        The optimizer cannot be made.
                          expected: only one of clipnorm, clipvalue and globalClipnorm
                          received: clipnorm and clipvalue
                          fix:      leave one of them""");
    }

    @Test
    void aScheduleFollowsTheIterations() {
        Adam adam = Adam.of(ExponentialDecay.of(0.1, 10, 0.5));
        assertThat(adam.learningRate()).isEqualTo(0.1);
        adam.iterations(10);
        assertThat(adam.learningRate()).isEqualTo(0.05);
    }

    @Test
    void theLearningRateOfAScheduleCannotBeSet() {
        Adam adam = Adam.of(PiecewiseConstantDecay.of(List.of(5), List.of(0.1, 0.01)));
        assertThatThrownBy(() -> adam.setLearningRate(0.1))
                .isInstanceOf(ModelStateException.class)
                .hasMessage("""
                        The learning rate of optimizer "adam" cannot be set.
                          expected: an optimizer made with a number as its learning rate
                          received: one made with the schedule PiecewiseConstantDecay[boundaries=[5], values=[0.1, 0.01]]
                          fix:      make it with a number, such as Adam.of(0.001)""");
    }

    @Test
    void wrongArgumentsAreRefused() {
        assertThatThrownBy(() -> SGD.of(-0.1)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> SGD.of().momentum(2)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> Adam.of().clipnorm(0)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> ExponentialDecay.of(0.1, 0, 0.5)).isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> PiecewiseConstantDecay.of(List.of(1, 2), List.of(0.1, 0.2)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("2 boundaries and 2 values");
    }
}
