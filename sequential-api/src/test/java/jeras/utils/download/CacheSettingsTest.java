package jeras.utils.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import jeras.InvalidArgumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheSettingsTest {
    private static final URI HOST = URI.create("https://host.example/files/train.gz");
    private static final RemoteFile FILE = RemoteFile.of("mine.gz", HOST);
    private static final Path MNIST = Path.of("datasets", "mnist");

    @Test
    void keepsDataSetsInTheUsersHome() {
        CacheSettings settings = settings(Map.of("user.home", "home"), Map.of());

        assertThat(settings.cache()).isEqualTo(Path.of("home", ".jeras"));
        assertThat(settings.source(FILE, MNIST)).isEqualTo(HOST);
    }

    @Test
    void takesTheCacheAndTheMirrorFromTheEnvironment() {
        CacheSettings settings = settings(
                Map.of("user.home", "home"),
                Map.of("JERAS_CACHE", "cache", "JERAS_MIRROR", "https://mirror.example/data"));

        assertThat(settings.cache()).isEqualTo(Path.of("cache"));
        assertThat(settings.source(FILE, MNIST)).isEqualTo(URI.create("https://mirror.example/data/mnist/train.gz"));
    }

    @Test
    void prefersSystemPropertiesToTheEnvironmentAndPassesOverBlankOnes() {
        CacheSettings settings = settings(
                Map.of("jeras.cache", "mine", "jeras.mirror", " "),
                Map.of("JERAS_CACHE", "cache", "JERAS_MIRROR", "http://mirror.example/"));

        assertThat(settings.cache()).isEqualTo(Path.of("mine"));
        assertThat(settings.source(FILE, MNIST)).isEqualTo(URI.create("http://mirror.example/mnist/train.gz"));
    }

    @Test
    void looksForFilesOutsideTheDataSetsInTheirFolderOfTheMirror() {
        CacheSettings settings = settings(Map.of("jeras.mirror", "http://mirror.example"), Map.of());

        assertThat(settings.source(FILE, Path.of("models", "tiny")))
                .isEqualTo(URI.create("http://mirror.example/models/tiny/train.gz"));
        assertThat(settings.source(FILE, Path.of("datasets"))).isEqualTo(URI.create("http://mirror.example/train.gz"));
        assertThat(settings.source(FILE, Path.of("").toAbsolutePath()))
                .isEqualTo(URI.create("http://mirror.example/train.gz"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mirror.example", "file:///data", "ftp://mirror.example", "http://", "not an address"})
    void refusesAMirrorThatIsNoWebAddress(String mirror) {
        CacheSettings settings = settings(Map.of("jeras.mirror", mirror), Map.of());

        assertThatThrownBy(() -> settings.source(FILE, MNIST))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        The mirror of the data sets (jeras.mirror, JERAS_MIRROR) is not a web address.
                          expected: http://host/path or https://host/path
                          received: %s
                          fix:      correct it, or leave it out and pass the folder of the files to load(dir)""".formatted(mirror));
    }

    private static CacheSettings settings(Map<String, String> properties, Map<String, String> environment) {
        return new CacheSettings(properties::get, environment::get);
    }
}
