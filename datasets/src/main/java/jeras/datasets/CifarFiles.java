package jeras.datasets;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import jeras.Array;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The files of a CIFAR data set, in the version for Python, which Keras uses, or in the binary one; packed as published or
 * unpacked.
 *
 * @param archive the published file
 * @param binaryArchive what the archive of the binary version is called
 * @param train what the files to train on are called, without {@code .bin}
 * @param test what the file to test with is called, without {@code .bin}
 * @param labelKey which labels count, by their name in the version for Python
 * @param labelBytes how many labels an image has in the binary version
 * @param label which of them counts
 * @param classes how many classes the labels count
 */
record CifarFiles(
        KerasFile archive,
        String binaryArchive,
        List<String> train,
        String test,
        String labelKey,
        int labelBytes,
        int label,
        int classes) {
    private static final String BINARY = ".bin";

    /**
     * Loads both parts.
     *
     * @return images {@code (n, 32, 32, 3)} UINT8, labels {@code (n, 1)} INT32
     */
    Split load(Optional<Path> given) {
        Path source = given.orElseGet(archive::fetch);
        Map<String, CifarPart> parts = Files.isDirectory(source) ? inFolder(source) : inArchive(source);
        List<String> missing = Stream.concat(train.stream(), Stream.of(test))
                .filter(name -> !parts.containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new InvalidArgumentException(JerasException.message(
                    archive.owner() + " cannot be loaded from " + source + ".",
                    archive.name() + " or " + binaryArchive + ", the folder that has one of them, or their content: "
                            + String.join(", ", train) + ", " + test + ", each with or without .bin",
                    Files.exists(source) ? "nothing of the name " + String.join(", ", missing) : "no such file",
                    "name the file or the folder, or let " + archive.owner() + ".load() download it"));
        }
        CifarPart forTraining = CifarPart.join(train.stream().map(parts::get).toList());
        CifarPart forTesting = parts.get(test);
        return new Split(
                images(forTraining), labels(forTraining, source), images(forTesting), labels(forTesting, source));
    }

    private Map<String, CifarPart> inFolder(Path folder) {
        for (String packed : List.of(archive.name(), binaryArchive)) {
            if (Files.isRegularFile(folder.resolve(packed))) {
                return inArchive(folder.resolve(packed));
            }
        }
        Map<String, CifarPart> parts = new HashMap<>();
        for (Path file : filesBelow(folder)) {
            String name = file.getFileName().toString();
            if (isPart(name)) {
                try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
                    parts.putIfAbsent(plain(name), read(name, in));
                } catch (IOException e) {
                    throw unreadable(file, e);
                }
            }
        }
        return parts;
    }

    /** The files of the folder, and of the one that unpacking the archive makes in it. */
    private static List<Path> filesBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private Map<String, CifarPart> inArchive(Path file) {
        Map<String, CifarPart> parts = new HashMap<>();
        if (!Files.exists(file)) {
            return parts;
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in, 1 << 16))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                if (entry.isFile() && isPart(name)) {
                    parts.put(plain(name), read(name, new BufferedInputStream(tar, 1 << 16)));
                }
            }
            return parts;
        } catch (IOException | IllegalArgumentException e) { // the latter from the tar reader, for damaged headers
            throw unreadable(file, e);
        }
    }

    private boolean isPart(String name) {
        return train.contains(plain(name)) || test.equals(plain(name));
    }

    private static String plain(String name) {
        return name.endsWith(BINARY) ? name.substring(0, name.length() - BINARY.length()) : name;
    }

    private CifarPart read(String name, InputStream in) throws IOException {
        return name.endsWith(BINARY) ? CifarPart.readBinary(in, labelBytes, label) : CifarPart.readPickle(in, labelKey);
    }

    private static Array images(CifarPart part) {
        return Array.wrap(part.pixels(), new Shape(part.labels().length, 32, 32, 3), DataType.UINT8);
    }

    private Array labels(CifarPart part, Path source) {
        int[] labels = part.labels();
        for (int at = 0; at < labels.length; at++) {
            if (labels[at] < 0 || labels[at] >= classes) {
                throw new FileFormatException(JerasException.message(
                        source + " holds a label that is no class.",
                        "0 to " + (classes - 1),
                        labels[at] + " at index " + at,
                        "give the original files"));
            }
        }
        return Array.of(labels, labels.length, 1);
    }

    private static FileFormatException unreadable(Path file, Exception e) {
        return new FileFormatException(
                JerasException.message(
                        file + " cannot be read.",
                        "whole files of CIFAR, in the version for Python or the binary one",
                        e.getMessage() == null ? e.toString() : e.getMessage(),
                        "fetch it again if it was damaged"),
                e);
    }

    static List<String> numbered(String name, int count) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            names.add(name + i);
        }
        return List.copyOf(names);
    }
}
