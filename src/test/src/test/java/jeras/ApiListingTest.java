package jeras;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import jeras.applications.VGG16;
import jeras.datasets.Mnist;
import jeras.layers.Dense;
import jeras.tuner.RandomSearch;
import jeras.zoo.Jeras;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The public API lies in the files under {@code api/}, so that a change of it is seen as a change of a file. */
class ApiListingTest {
    private static final Map<String, Class<?>> MODULES = Map.of(
            "jeras", Dense.class,
            "jeras-applications", VGG16.class,
            "jeras-datasets", Mnist.class,
            "jeras-tuner", RandomSearch.class,
            "jeras-zoo", Jeras.class);

    @ParameterizedTest
    @CsvSource({"jeras", "jeras-applications", "jeras-datasets", "jeras-tuner", "jeras-zoo"})
    void theApiIsTheOneThatIsListed(String module) throws IOException {
        Path file = Checkout.root().resolve("api").resolve(module + ".txt");
        String now = ApiListing.of(MODULES.get(module));
        if (Boolean.getBoolean("api.update")) {
            Files.writeString(file, now);
        }

        assertThat(difference(Files.exists(file) ? Files.readString(file) : "", now))
                .as(
                        "The API of %s is not the one in api/%s.txt. If that is meant, rewrite the listing:%n"
                                + "mvn -B -pl src/test -am test -Dtest=ApiListingTest -Dapi.update=true"
                                + " -Dsurefire.failIfNoSpecifiedTests=false",
                        module, module)
                .isEmpty();
    }

    /** Lines that are gone and lines that are new, each after the type that it belongs to. */
    private static List<String> difference(String listed, String now) {
        Set<String> before = members(listed);
        Set<String> after = members(now);
        return Stream.concat(
                        before.stream().filter(l -> !after.contains(l)).map(l -> "- " + l),
                        after.stream().filter(l -> !before.contains(l)).map(l -> "+ " + l))
                .toList();
    }

    private static Set<String> members(String listing) {
        Set<String> members = new LinkedHashSet<>();
        String type = "";
        for (String line : listing.lines().toList()) {
            if (!line.startsWith(" ")) {
                type = line;
                members.add(line);
            } else {
                members.add(type + " . " + line.strip());
            }
        }
        return members;
    }
}
