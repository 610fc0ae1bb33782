package jeras.utils;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Warnings on the error stream, each text once. */
public final class Warnings {
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private Warnings() {}

    public static void warn(String text) {
        if (SAID.add(text)) {
            System.err.println("Warning: " + text);
        }
    }
}
