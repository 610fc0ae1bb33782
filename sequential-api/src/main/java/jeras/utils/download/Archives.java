package jeras.utils.download;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.utils.Arguments;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/**
 * Unpacks archives that nobody vouches for: tar, plain or compressed with gzip or bzip2, and zip.
 *
 * <p>What is unpacked appears as a whole or not at all. Refused are names that lead out of the folder, links, devices, and
 * archives that unpack to more than a bound: the greater of 1 GiB and 100 times the archive's size, and two million
 * entries.
 */
public final class Archives {
    private static final long LIMIT = 1L << 30;
    private static final long USUAL_RATIO = 100;

    private Archives() {}

    /**
     * Unpacks an archive into a folder, in place of what the folder held.
     *
     * @param format {@code "tar"}, {@code "zip"}, or {@code "auto"} to find out
     * @throws FileFormatException if it is no such archive, is damaged or does what none should
     * @throws InvalidArgumentException if there is no such format
     */
    public static void extract(Path archive, String format, Path folder) {
        extract(archive, format, folder, LIMIT);
    }

    /** @param limit how many bytes any archive may unpack to */
    static void extract(Path archive, String format, Path folder, long limit) {
        requireFormat(format);
        try (Extraction extraction = Extraction.into(folder, Math.max(limit, USUAL_RATIO * Files.size(archive)))) {
            String found = format.equals("auto") ? (isZip(archive) ? "zip" : "tar") : format;
            if (found.equals("zip")) {
                unzip(archive, extraction);
            } else {
                untar(archive, extraction);
            }
            extraction.publish();
        } catch (IOException | IllegalArgumentException e) { // the latter from the parsers, for damaged headers
            throw new FileFormatException(
                    JerasException.message(
                            archive + " cannot be unpacked.",
                            format.equals("zip")
                                    ? "a whole zip archive"
                                    : "a whole archive: " + (format.equals("tar") ? "" : "zip, ")
                                            + "tar, tar.gz or tar.bz2",
                            e.getMessage() == null ? e.toString() : e.getMessage(),
                            "fetch it again if it was damaged; unpack it by other means if you trust it"),
                    e);
        }
    }

    /** Refuses what is not the name of a format. */
    public static void requireFormat(String format) {
        Arguments.oneOf("The content of an archive", "archiveFormat", format, "auto", "tar", "zip");
    }

    private static boolean isZip(Path archive) throws IOException {
        try (InputStream in = Files.newInputStream(archive)) {
            List<Integer> magic = List.of(in.read(), in.read(), in.read(), in.read());
            return magic.equals(List.of((int) 'P', (int) 'K', 3, 4))
                    || magic.equals(List.of((int) 'P', (int) 'K', 5, 6));
        }
    }

    private static void unzip(Path archive, Extraction extraction) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (entry.isDirectory()) {
                    extraction.folder(entry.getName());
                } else {
                    try (InputStream in = zip.getInputStream(entry)) {
                        extraction.file(entry.getName(), in);
                    }
                }
            }
        }
    }

    private static void untar(Path archive, Extraction extraction) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(archive), 1 << 16);
                TarArchiveInputStream tar = new TarArchiveInputStream(uncompressed(in))) {
            int entries = 0;
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries++;
                if (entry.isDirectory()) {
                    extraction.folder(entry.getName());
                } else if (entry.isFile() && !entry.isLink() && !entry.isSymbolicLink() && !entry.isSparse()) {
                    extraction.file(entry.getName(), tar);
                } else {
                    throw new IOException("\"" + entry.getName() + "\" is a link, a device or a sparse file");
                }
            }
            if (entries == 0) {
                throw new IOException("no entry in it");
            }
        }
    }

    private static InputStream uncompressed(InputStream in) throws IOException {
        in.mark(3);
        int first = in.read();
        int second = in.read();
        int third = in.read();
        in.reset();
        if (first == 0x1f && second == 0x8b) {
            return new GZIPInputStream(in, 1 << 16);
        }
        boolean isBzip2 = first == 'B' && second == 'Z' && third == 'h';
        return isBzip2 ? new BZip2CompressorInputStream(in, true) : in;
    }
}
