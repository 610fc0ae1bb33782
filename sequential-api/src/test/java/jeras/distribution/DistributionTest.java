package jeras.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import jeras.EngineStartException;
import jeras.InvalidArgumentException;
import org.junit.jupiter.api.Test;

class DistributionTest {
    @Test
    void withoutAGpuTheCpuIsTheOnlyDevice() {
        assumeThat(Distribution.listDevices("gpu")).isEmpty();

        assertThat(Distribution.listDevices()).containsExactly("cpu");
        assertThat(Distribution.listDevices("cpu")).containsExactly("cpu");
        assertThat(Distribution.getDeviceCount()).isEqualTo(1);
        assertThat(Distribution.getDeviceCount("gpu")).isZero();
        assertThat(DataParallel.of().names()).isEqualTo(Distribution.listDevices());
    }

    @Test
    void whatIsSetIsThereUntilItIsUnset() {
        DataParallel two = DataParallel.of("cpu", "cpu");
        assertThat(Distribution.distribution()).isEmpty();

        Distribution.setDistribution(two);
        assertThat(Distribution.distribution()).containsSame(two);
        Distribution.unsetDistribution();

        assertThat(Distribution.distribution()).isEmpty();
        assertThat(two).hasToString("DataParallel(\"cpu\", \"cpu\")");
    }

    @Test
    void aScopeEndsWithWhatThrows() {
        assertThatThrownBy(() -> DataParallel.replicas("cpu", 2).scope(() -> {
                    assertThat(Distribution.distribution()).isPresent();
                    throw new IllegalStateException("ends");
                }))
                .hasMessage("ends");

        assertThat(Distribution.distribution()).isEmpty();
    }

    @Test
    void anUnknownDeviceIsRefused() {
        assertThatThrownBy(() -> DataParallel.of("cpu", "tpu"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        Unknown device "tpu".
                          expected: "cpu", "gpu", or "gpu:1" for the second
                          received: "tpu"
                          fix:      choose one of these; Keras.describeDevices() lists what is there""");
        assertThatThrownBy(() -> Distribution.listDevices("tpu"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        There are no devices of type "tpu".
                          expected: "cpu" or "gpu"
                          received: "tpu"
                          fix:      choose one of these; Keras.describeDevices() lists what is there""");
    }

    @Test
    void aGpuThatIsNotThereIsRefused() {
        assumeThat(Distribution.listDevices("gpu")).isEmpty();

        assertThatThrownBy(() -> DataParallel.of("gpu:0", "gpu:1"))
                .isInstanceOf(EngineStartException.class)
                .hasMessage("""
                        Device "gpu:0" is not there.
                          expected: "cpu"
                          received: "gpu:0"
                          fix:      Keras.describeDevices() says what was found and why""");
    }

    @Test
    void fewerThanOneReplicaIsRefused() {
        assertThatThrownBy(() -> DataParallel.replicas("cpu", 0))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        There is nothing to share the batch among.
                          expected: at least 1 replica
                          received: 0
                          fix:      give a positive number""");
    }
}
