package jeras;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What every file of the repository must be: free of one machine's places, and documented. */
class RepositoryTest {
    private static final Set<String> NOT_OURS = Set.of(".git", "target", "node_modules", ".idea", ".vscode");

    /** Homes and work folders of a machine, and addresses of package registries: pieces, so that this file passes. */
    private static final Pattern MACHINE = Pattern.compile("(?<![\\w.])/(?:" + "ro" + "ot|ho" + "me/\\w+|wo" + "rk|Us"
            + "ers)/|[a-z0-9.-]*(?:arti" + "factory|ne" + "xus)[a-z0-9.-]*\\.[a-z]{2,}|re" + "po1?\\.maven\\.|"
            + "pypi\\.(?:org|python)|C:\\\\Us" + "ers");

    private static final Pattern PUBLIC_TYPE = Pattern.compile(
            "(?m)^public (?:(?:abstract|final|sealed|non-sealed|static) )*(?:class|interface|record|enum|@interface) (\\w+)");

    private static List<Path> files(Predicate<Path> which) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(Checkout.root(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    boolean skip = NOT_OURS.contains(folder.getFileName().toString());
                    return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    // In a worktree the file .git says where the repository lies.
                    if (attributes.isRegularFile() && !file.endsWith(".git") && which.test(file)) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void noFileKnowsTheMachineItWasWrittenOn() {
        List<String> found = new ArrayList<>();
        for (Path file : files(f -> true)) {
            String text = text(file);
            Matcher place = MACHINE.matcher(text);
            if (text.indexOf('\0') < 0 && place.find()) {
                found.add(Checkout.root().relativize(file) + ": " + place.group());
            }
        }

        assertThat(files(f -> true)).hasSizeGreaterThan(300);
        assertThat(found).isEmpty();
    }

    @Test
    void everyPublicTypeIsDocumented() {
        List<Path> sources = files(f -> f.toString().endsWith(".java")
                && f.toString().replace('\\', '/').contains("/src/main/java/"));
        List<String> bare = new ArrayList<>();
        for (Path source : sources) {
            String text = text(source);
            Matcher type = PUBLIC_TYPE.matcher(text);
            while (type.find()) {
                int comment = text.lastIndexOf("*/", type.start());
                // Between a type and its comment there is nothing but annotations.
                if (comment < 0 || text.substring(comment, type.start()).contains("\nimport ")) {
                    bare.add(type.group(1));
                }
            }
        }

        assertThat(sources).hasSizeGreaterThan(150);
        assertThat(bare).isEmpty();
    }

    @Test
    void everyPackageIsDocumented() {
        Set<Path> packages = new java.util.TreeSet<>();
        files(f -> f.toString().endsWith(".java")
                        && f.toString().replace('\\', '/').contains("/src/main/java/"))
                .forEach(f -> packages.add(f.getParent()));

        assertThat(packages)
                .isNotEmpty()
                .allSatisfy(p -> assertThat(p.resolve("package-info.java")).exists());
    }
}
