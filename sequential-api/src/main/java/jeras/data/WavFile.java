package jeras.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import jeras.FileFormatException;
import jeras.JerasException;

/**
 * The sound of a WAV file.
 *
 * @param samples {@code (length, channels)} in row-major order, from -1 to 1
 * @param rate samples a second
 */
@SuppressWarnings("ArrayRecordComponent") // samples are many, and nobody compares them
record WavFile(float[] samples, int channels, int rate) {
    private static final long LARGEST = 1L << 29;
    /** How far the window of resampling reaches, in periods of the highest tone that is kept, and where that is. */
    private static final int WIDTH = 6;

    private static final double ROLLOFF = 0.99;

    static WavFile read(Path file) {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                AudioInputStream sound = AudioSystem.getAudioInputStream(bytes)) {
            AudioFormat format = sound.getFormat();
            if (Files.size(file) > LARGEST) {
                throw damaged(file, Files.size(file) + " bytes, which are more than " + LARGEST);
            }
            return new WavFile(
                    decoded(file, format, sound.readAllBytes()), format.getChannels(), (int) format.getSampleRate());
        } catch (UnsupportedAudioFileException e) {
            throw new FileFormatException(message(file, e.getMessage()), e);
        } catch (IOException | RuntimeException e) {
            if (e instanceof FileFormatException own) {
                throw own;
            }
            throw new FileFormatException(message(file, e.toString()), e);
        }
    }

    private static float[] decoded(Path file, AudioFormat format, byte[] bytes) {
        ByteBuffer in =
                ByteBuffer.wrap(bytes).order(format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        String kind = format.getEncoding() + " of " + format.getSampleSizeInBits() + " bits";
        float[] samples = new float[bytes.length / Math.max(1, format.getSampleSizeInBits() / Byte.SIZE)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = switch (kind) {
                case "PCM_SIGNED of 16 bits" -> in.getShort() / 32768f;
                case "PCM_UNSIGNED of 8 bits" -> ((in.get() & 0xff) - 128) / 128f;
                case "PCM_SIGNED of 24 bits" ->
                    ((in.get() & 0xff) | ((in.get() & 0xff) << 8) | (in.get() << 16)) / 0x1p23f;
                case "PCM_SIGNED of 32 bits" -> in.getInt() / 0x1p31f;
                case "PCM_FLOAT of 32 bits" -> in.getFloat();
                default -> throw damaged(file, kind);
            };
        }
        return samples;
    }

    private static FileFormatException damaged(Path file, String received) {
        return new FileFormatException(message(file, received));
    }

    private static String message(Path file, String received) {
        return JerasException.message(
                "The sound " + file + " cannot be read.",
                "a WAV file of 8, 16, 24 or 32 bits a sample",
                received,
                "convert it or take it away; a data set of a folder can leave it out by skipUnreadable(true)");
    }

    int length() {
        return samples.length / channels;
    }

    /** Cut off, or filled up with silence. */
    WavFile ofLength(int length) {
        return new WavFile(Arrays.copyOf(samples, Math.multiplyExact(length, channels)), channels, rate);
    }

    /**
     * With so many samples a second: each is the sum of those around it, weighted by a sinc under a Hann window that lets pass what
     * both rates can tell.
     *
     * @see <a href="https://ccrma.stanford.edu/~jos/resample/">Smith, Digital Audio Resampling</a>
     */
    WavFile resampled(int wanted) {
        if (wanted == rate) {
            return this;
        }
        int divisor = gcd(rate, wanted);
        int in = rate / divisor;
        int out = wanted / divisor;
        double base = Math.min(in, out) * ROLLOFF;
        int reach = (int) Math.ceil(WIDTH * in / base);
        int length = (int) (((long) length() * out + in - 1) / in);
        float[] result = new float[Math.multiplyExact(length, channels)];
        for (int i = 0; i < length; i++) {
            int start = i / out * in;
            double phase = (i % out) / (double) out;
            for (int j = -reach; j < reach + in; j++) {
                int from = start + j;
                double t = Math.max(-WIDTH, Math.min(WIDTH, (j / (double) in - phase) * base));
                if (from < 0 || from >= length()) {
                    continue;
                }
                double window = Math.cos(t * Math.PI / WIDTH / 2);
                double angle = t * Math.PI;
                double weight = window * window * (angle == 0 ? 1 : Math.sin(angle) / angle) * base / in;
                for (int c = 0; c < channels; c++) {
                    result[i * channels + c] += (float) (weight * samples[from * channels + c]);
                }
            }
        }
        return new WavFile(result, channels, wanted);
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
