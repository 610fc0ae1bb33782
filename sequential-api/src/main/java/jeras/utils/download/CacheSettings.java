package jeras.utils.download;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * Where downloaded files are kept and where they come from. A system property wins over the environment variable; a
 * blank one counts as not set.
 *
 * <ul>
 *   <li>{@code jeras.cache}, {@code JERAS_CACHE}: the cache folder, {@code <user home>/.jeras} by default
 *   <li>{@code jeras.mirror}, {@code JERAS_MIRROR}: the address under which all files lie, in place of their own hosts
 * </ul>
 *
 * @param property looks up a system property, null when it is not set
 * @param environment looks up an environment variable, null when it is not set
 */
record CacheSettings(UnaryOperator<String> property, UnaryOperator<String> environment) {
    private static final Path DATASETS = Path.of("datasets");

    /** The settings of this process. */
    static CacheSettings current() {
        return new CacheSettings(System::getProperty, System::getenv);
    }

    /** The cache folder. */
    Path cache() {
        return setting("jeras.cache", "JERAS_CACHE")
                .map(Path::of)
                .orElseGet(() -> Path.of(property.apply("user.home"), ".jeras"));
    }

    /**
     * Where a file is asked for: {@code <mirror>/<subfolder>/<published name>} when a mirror is set, without the leading
     * {@code datasets} of the subfolder, so that {@code datasets/mnist} is {@code <mirror>/mnist}.
     */
    URI source(RemoteFile file, Path subfolder) {
        return setting("jeras.mirror", "JERAS_MIRROR")
                .map(mirror -> parse(mirror).resolve(onMirror(subfolder) + file.publishedName()))
                .orElse(file.address());
    }

    private static String onMirror(Path subfolder) {
        if (subfolder.isAbsolute() || subfolder.equals(DATASETS)) {
            return "";
        }
        Path below = subfolder.startsWith(DATASETS) ? DATASETS.relativize(subfolder) : subfolder;
        StringBuilder path = new StringBuilder();
        below.forEach(part -> path.append(part).append('/'));
        return path.toString();
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
