package jeras.datasets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PickleReaderTest {

    @Test
    void readsDictionariesOfListsAndNumbers() throws IOException {
        // pickle.dumps({"a": [1, 300, -2, 2**31 - 1], "b": True}, protocol=2)
        Object read = read("\u0080\u0002}q\u0000(X\u0001\u0000\u0000\u0000aq\u0001]q\u0002(K\u0001M,\u0001"
                + "J\u00fe\u00ff\u00ff\u00ffJ\u00ff\u00ff\u00ff\u007feX\u0001\u0000\u0000\u0000bq\u0003\u0088u.");

        assertThat(read).isInstanceOf(Map.class);
        Map<?, ?> entries = (Map<?, ?>) read;
        assertThat(((PickledList) entries.get("a")).toInts().orElseThrow())
                .containsExactly(1, 300, -2, Integer.MAX_VALUE);
        assertThat(entries.get("b")).isEqualTo(true);
    }

    @Test
    void readsLongIntegers() throws IOException {
        assertThat(read("\u008a\u0000.")).isEqualTo(0L);
        assertThat(read("\u008a\u0001\u00ff.")).isEqualTo(-1L);
        assertThat(read("\u008a\u0005\u0000\u0000\u0000\u0000\u0001.")).isEqualTo(1L << 32);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cos~system~(X| the name os.system, which is code and no data
            cbuiltins~eval~| the name builtins.eval, which is code and no data
            i| the instruction 0x69, which plain data does not need
            P| the instruction 0x50, which plain data does not need
            cnumpy~ndarray~)R.| a call that makes no data
            h0.| a reference to nothing
            K1K1a.| items of something that is no list
            e.| an end without a beginning
            .| an instruction without the values it needs
            T####.| more bytes than the file may have
            """)
    void refusesWhatIsNoData(String pickle, String message) {
        assertThatThrownBy(() -> read(pickle.replace('~', '\n').replace('#', 'w')))
                .isInstanceOf(IOException.class)
                .hasMessage(message);
    }

    private static Object read(String pickle) throws IOException {
        return PickleReader.read(new ByteArrayInputStream(pickle.getBytes(ISO_8859_1)), 1000);
    }
}
