package jeras.callbacks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** A few numbers by name in a file, to the last bit. */
final class StateFile {
    private static final String NAME = "state.properties";

    private final Properties numbers;

    private StateFile(Properties numbers) {
        this.numbers = numbers;
    }

    static StateFile empty() {
        return new StateFile(new Properties());
    }

    static StateFile read(Path folder) throws IOException {
        Properties numbers = new Properties();
        try (BufferedReader in = Files.newBufferedReader(folder.resolve(NAME))) {
            numbers.load(in);
        } catch (IllegalArgumentException e) {
            throw new IOException("a damaged " + NAME, e);
        }
        return new StateFile(numbers);
    }

    StateFile with(String name, double value) {
        numbers.setProperty(name, Double.toString(value));
        return this;
    }

    double number(String name) throws IOException {
        try {
            return Double.parseDouble(numbers.getProperty(name, ""));
        } catch (NumberFormatException e) {
            throw new IOException("no number \"" + name + "\" in " + NAME, e);
        }
    }

    void write(Path folder) throws IOException {
        StringWriter text = new StringWriter();
        numbers.store(text, null);
        Files.writeString(folder.resolve(NAME), text.toString());
    }
}
