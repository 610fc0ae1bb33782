package jeras.utils;

/** Placeholder until merged. */
public final class Naming {
    private Naming() {}

    public static String snakeCase(String s) {
        return s.toLowerCase(java.util.Locale.ROOT);
    }
}
