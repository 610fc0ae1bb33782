package jeras.datasets;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * Where data sets are kept and where they come from. A system property wins over the environment variable; a blank one
 * counts as not set.
 *
 * <ul>
 *   <li>{@code jeras.cache}, {@code JERAS_CACHE}: the cache folder, {@code <user home>/.jeras} by default
 *   <li>{@code jeras.mirror}, {@code JERAS_MIRROR}: the address under which {@code <data set>/<file>} lie, in place of
 *       the data sets' own hosts
 * </ul>
 *
 * @param property looks up a system property, null when it is not set
 * @param environment looks up an environment variable, null when it is not set
 */
record Settings(UnaryOperator<String> property, UnaryOperator<String> environment) {

    /** The settings of this process. */
    static Settings current() {
        return new Settings(System::getProperty, System::getenv);
    }

    /** The folder of a data set's files, {@code <cache>/datasets/<name>}. */
    Path folder(String dataset) {
        Path cache = setting("jeras.cache", "JERAS_CACHE")
                .map(Path::of)
                .orElseGet(() -> Path.of(property.apply("user.home"), ".jeras"));
        return cache.resolve("datasets").resolve(dataset);
    }

    /** The address under which a data set's files lie, with a slash at its end. */
    URI source(String dataset, URI host) {
        return setting("jeras.mirror", "JERAS_MIRROR")
                .map(mirror -> parse(mirror).resolve(dataset + "/"))
                .orElse(host);
    }

    private Optional<String> setting(String propertyName, String variable) {
        return Optional.ofNullable(property.apply(propertyName))
                .filter(value -> !value.isBlank())
                .or(() -> Optional.ofNullable(environment.apply(variable)))
                .filter(value -> !value.isBlank());
    }

    private static URI parse(String mirror) {
        try {
            URI uri = URI.create(mirror.endsWith("/") ? mirror : mirror + "/");
            if (("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException notAnAddress) {
            // reported below, as any other text that is no web address
        }
        throw new InvalidArgumentException(JerasException.message(
                "The mirror of the data sets (jeras.mirror, JERAS_MIRROR) is not a web address.",
                "http://host/path or https://host/path",
                mirror,
                "correct it, or leave it out and pass the folder of the files to load(dir)"));
    }
}
