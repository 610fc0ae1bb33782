package jeras.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import jeras.InvalidArgumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final URI HOST = URI.create("https://host.example/mnist/");

    @Test
    void keepsDataSetsInTheUsersHome() {
        Settings settings = settings(Map.of("user.home", "home"), Map.of());

        assertThat(settings.folder("mnist")).isEqualTo(Path.of("home", ".jeras", "datasets", "mnist"));
        assertThat(settings.source("mnist", HOST)).isEqualTo(HOST);
    }

    @Test
    void takesTheCacheAndTheMirrorFromTheEnvironment() {
        Settings settings = settings(
                Map.of("user.home", "home"),
                Map.of("JERAS_CACHE", "cache", "JERAS_MIRROR", "https://mirror.example/data"));

        assertThat(settings.folder("mnist")).isEqualTo(Path.of("cache", "datasets", "mnist"));
        assertThat(settings.source("mnist", HOST)).isEqualTo(URI.create("https://mirror.example/data/mnist/"));
    }

    @Test
    void prefersSystemPropertiesToTheEnvironmentAndPassesOverBlankOnes() {
        Settings settings = settings(
                Map.of("jeras.cache", "mine", "jeras.mirror", " "),
                Map.of("JERAS_CACHE", "cache", "JERAS_MIRROR", "http://mirror.example/"));

        assertThat(settings.folder("mnist")).isEqualTo(Path.of("mine", "datasets", "mnist"));
        assertThat(settings.source("mnist", HOST)).isEqualTo(URI.create("http://mirror.example/mnist/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mirror.example", "file:///data", "ftp://mirror.example", "http://", "not an address"})
    void refusesAMirrorThatIsNoWebAddress(String mirror) {
        Settings settings = settings(Map.of("jeras.mirror", mirror), Map.of());

        assertThatThrownBy(() -> settings.source("mnist", HOST))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        The mirror of the data sets (jeras.mirror, JERAS_MIRROR) is not a web address.
                          expected: http://host/path or https://host/path
                          received: %s
                          fix:      correct it, or leave it out and pass the folder of the files to load(dir)""".formatted(mirror));
    }

    private static Settings settings(Map<String, String> properties, Map<String, String> environment) {
        return new Settings(properties::get, environment::get);
    }
}
