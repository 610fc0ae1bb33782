package jeras.training;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jeras.FileFormatException;
import jeras.JerasException;
import jeras.Model;
import jeras.callbacks.Callback;
import jeras.utils.Measured;

/**
 * Backups of a training: folders {@code epoch-000003}, of which the one with the highest number counts. Each is written under another
 * name and gets its own when it is complete and on the disk.
 */
final class Backup {
    private static final Pattern NAME = Pattern.compile("epoch-(\\d{1,9})");
    private static final Pattern UNFINISHED = Pattern.compile("\\.[0-9a-f-]{36}\\.tmp");
    private static final String WEIGHTS = "model.weights.h5";
    private static final String TRAINING = "training.json";
    private static final Gson GSON = new GsonBuilder()
            .serializeSpecialFloatingPointValues()
            .setPrettyPrinting()
            .create();

    private final Path folder;

    Backup(Path folder) {
        this.folder = folder;
    }

    /** What a training goes on from, besides weights; public fields by name as the file has them. */
    static final class State {
        int nextEpoch;
        boolean stopped;
        double learningRate;
        long iterations;
        long seeds;
        long walkSeeds;
        int walkSteps;
        List<Epoch> history = new ArrayList<>();
    }

    /** The logs of an epoch, each of one number or several. */
    record Epoch(int epoch, Map<String, double[]> logs) {
        static Epoch of(int epoch, Measured measured) {
            Map<String, double[]> logs = new LinkedHashMap<>();
            measured.numbers().keySet().forEach(name -> logs.put(name, measured.values("log", name)));
            return new Epoch(epoch, logs);
        }
    }

    void write(State state, Model model, List<Callback> callbacks) {
        Path temporary = folder.resolve("." + UUID.randomUUID() + ".tmp");
        Path target = folder.resolve(String.format("epoch-%06d", state.nextEpoch));
        try {
            Files.createDirectories(temporary);
            try {
                model.saveWeights(temporary.resolve(WEIGHTS));
                Files.writeString(temporary.resolve(TRAINING), GSON.toJson(state));
                for (int i = 0; i < callbacks.size(); i++) {
                    Path own = Files.createDirectories(temporary.resolve("callback-" + i));
                    callbacks.get(i).save(own);
                }
                force(temporary);
                delete(target); // of an earlier training that reached further
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                delete(temporary);
            }
            for (Path other : backups()) {
                if (!other.equals(target)) {
                    delete(other);
                }
            }
        } catch (IOException e) {
            throw failed("written", "a folder that can be written to and has enough room", e);
        }
    }

    /** The state of the newest backup, after weights and callbacks have been restored; null if there is none. */
    State restore(Model model, List<Callback> callbacks) {
        try {
            deleteUnfinished();
            List<Path> found = backups();
            if (found.isEmpty()) {
                return null;
            }
            Path newest = found.get(found.size() - 1);
            State state = GSON.fromJson(Files.readString(newest.resolve(TRAINING)), State.class);
            if (state == null) {
                throw new IOException("an empty " + TRAINING);
            }
            model.loadWeights(newest.resolve(WEIGHTS));
            for (int i = 0; i < callbacks.size(); i++) {
                Path own = newest.resolve("callback-" + i);
                if (Files.exists(own) && !isEmpty(own)) {
                    callbacks.get(i).restore(own);
                }
            }
            return state;
        } catch (IOException | JsonParseException e) {
            throw failed("read", "the backup of a training of this model", e);
        }
    }

    /** What a kill in the middle of a backup has left. */
    private void deleteUnfinished() throws IOException {
        for (Path unfinished : named(UNFINISHED)) {
            delete(unfinished);
        }
    }

    void deleteAll() {
        try {
            deleteUnfinished();
            for (Path backup : backups()) {
                delete(backup);
            }
            if (Files.isDirectory(folder) && isEmpty(folder)) {
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw failed("deleted", "a folder that can be written to", e);
        }
    }

    /** The complete ones, the newest last. */
    private List<Path> backups() throws IOException {
        return named(NAME);
    }

    private List<Path> named(Pattern pattern) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(p -> pattern.matcher(p.getFileName().toString()).matches())
                    .sorted(Comparator.comparing(p -> p.getFileName().toString()))
                    .toList();
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.findFirst().isEmpty();
        }
    }

    private static void force(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private FileFormatException failed(String what, String expected, Exception e) {
        return new FileFormatException(
                JerasException.message(
                        "The backup of the training in " + folder + " cannot be " + what + ".",
                        expected,
                        e.toString(),
                        "check the folder, or delete it to begin anew"),
                e);
    }
}
