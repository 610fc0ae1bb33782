package jeras.zoo.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ShellWordTest {
    @Test
    void aPlainPathStandsAsItIs() {
        assertThat(ShellWord.of(Path.of("models/größe-2.0"))).isEqualTo("models/größe-2.0");
    }

    @Test
    void whatAShellWouldUnderstandIsQuoted() {
        assertThat(ShellWord.of(Path.of("my models"))).isEqualTo("'my models'");
        assertThat(ShellWord.of(Path.of("$HOME;ls"))).isEqualTo("'$HOME;ls'");
        assertThat(ShellWord.of(Path.of("Ada's"))).isEqualTo("'Ada'\\''s'");
    }
}
