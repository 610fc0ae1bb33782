package jeras.callbacks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jeras.FileFormatException;
import jeras.JerasException;
import jeras.utils.PythonText;

/**
 * Writes the logs of each epoch as a line of a CSV file, with a header, as it goes on.
 *
 * <pre>{@code CSVLogger.of("training.csv")}</pre>
 *
 * @see <a href="https://keras.io/api/callbacks/csv_logger/">keras.callbacks.CSVLogger</a>
 */
public final class CSVLogger extends Callback {
    private final Path file;
    private final String separator;
    private final boolean append;
    private List<String> names = List.of();
    private boolean header;

    private CSVLogger(Path file, String separator, boolean append) {
        this.file = file;
        this.separator = separator;
        this.append = append;
    }

    /** Writes to a file, in the place of one that is there. */
    public static CSVLogger of(String file) {
        return of(Path.of(file));
    }

    /** As {@link #of(String)}. */
    public static CSVLogger of(Path file) {
        return new CSVLogger(file, ",", false);
    }

    /** What stands between two values; default: a comma. */
    public CSVLogger separator(String text) {
        return new CSVLogger(file, text, append);
    }

    /** Whether to go on in a file that is there; default: false. */
    public CSVLogger append(boolean goOn) {
        return new CSVLogger(file, separator, goOn);
    }

    @Override
    public CSVLogger forRun(String run) {
        return new CSVLogger(file, separator, append);
    }

    @Override
    public void onTrainBegin() {
        names = List.of();
        try {
            header = !append || !Files.exists(file) || Files.size(file) == 0;
            if (!append) {
                Files.write(file, new byte[0]);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void onEpochEnd(int epoch, Logs logs) {
        if (names.isEmpty()) {
            names = new ArrayList<>(new TreeSet<>(logs.names()));
            // Validation that comes with later epochs only needs its columns from the start.
            if (names.stream().noneMatch(name -> name.startsWith("val_"))) {
                names.addAll(names.stream().map(name -> "val_" + name).toList());
            }
        }
        List<String> values = new ArrayList<>(List.of(Integer.toString(epoch)));
        names.forEach(name -> values.add(logs.has(name) ? text(logs.values(name)) : "NA"));
        try (BufferedWriter out = Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            if (header) {
                out.write("epoch" + separator + String.join(separator, names) + "\r\n");
                header = false;
            }
            out.write(String.join(separator, values) + "\r\n");
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private String text(double[] values) {
        String all = Arrays.stream(values).mapToObj(PythonText::number).collect(Collectors.joining(", "));
        return values.length == 1 ? all : "\"[" + all + "]\"";
    }

    private FileFormatException failed(IOException e) {
        return new FileFormatException(
                JerasException.message(
                        "CSVLogger cannot write " + file + ".",
                        "a folder that exists, can be written to and has enough room",
                        e.toString(),
                        "create the folder, check its permissions, or free some space"),
                e);
    }
}
