package jeras.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import jeras.InvalidArgumentException;
import org.junit.jupiter.api.Test;

class RandomStateTest {

    @Test
    void shufflesAsNumPyDoes() {
        for (JsonElement element : KerasNumbers.json("shuffles.json").getAsJsonArray()) {
            JsonObject expected = element.getAsJsonObject();
            int[] order = KerasNumbers.ints(expected.get("order"));

            assertThat(new RandomState(expected.get("seed").getAsLong()).shuffled(order.length))
                    .containsExactly(order);
        }
    }

    @Test
    void refusesWhatNumPyDoesNotTake() {
        assertThatThrownBy(() -> new RandomState(1L << 32))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        This cannot be a seed.
                          expected: 0 to 4294967295, as in NumPy
                          received: 4294967296
                          fix:      leave the seed out for Keras's 113""");
    }
}
