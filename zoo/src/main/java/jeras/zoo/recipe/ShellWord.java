package jeras.zoo.recipe;

import java.nio.file.Path;

/** A name as it must stand in a command line that can be copied into a shell. */
public final class ShellWord {
    private ShellWord() {}

    /** The path itself, or in quotation marks if it has a space or something else in it that a shell understands. */
    public static String of(Path path) {
        String name = path.toString();
        return name.matches("[\\p{IsAlphabetic}\\p{IsDigit}_@%+=:,./\\\\-]+")
                ? name
                : "'" + name.replace("'", "'\\''") + "'";
    }
}
