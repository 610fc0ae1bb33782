package jeras.data;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import jeras.Array;

/**
 * What {@link Dataset#audioDatasetFromDirectory} is told; Keras's arguments and defaults. Ragged batches are not among them: batches
 * are filled up with silence, to the longest sound or to {@link #outputSequenceLength}.
 */
public final class AudioFolderOptions extends FolderOptions<AudioFolderOptions> {
    private OptionalInt samplingRate = OptionalInt.empty();
    private OptionalInt outputSequenceLength = OptionalInt.empty();

    AudioFolderOptions() {}

    /**
     * The samples a second that all sounds get, by a windowed sinc, as torchaudio's {@code resample}; default: their own. (Keras
     * leaves this to TensorFlow I/O, whose numbers differ a little.)
     */
    public AudioFolderOptions samplingRate(int hertz) {
        samplingRate = OptionalInt.of(positive("samplingRate", hertz));
        return this;
    }

    /** The samples that all sounds are cut or filled up to; default: those of the longest in a batch. */
    public AudioFolderOptions outputSequenceLength(int samples) {
        outputSequenceLength = OptionalInt.of(positive("outputSequenceLength", samples));
        return this;
    }

    @Override
    AudioFolderOptions self() {
        return this;
    }

    @Override
    String what() {
        return "audio files";
    }

    @Override
    List<String> formats() {
        return List.of(".wav");
    }

    @Override
    boolean padsBatches() {
        return outputSequenceLength.isEmpty();
    }

    /** As Keras cuts or fills before it resamples, so does this. */
    @Override
    Array load(Path file) {
        WavFile sound = WavFile.read(file);
        if (outputSequenceLength.isPresent()) {
            sound = sound.ofLength(outputSequenceLength.getAsInt());
        }
        if (samplingRate.isPresent()) {
            sound = sound.resampled(samplingRate.getAsInt());
        }
        return Array.of(sound.samples(), sound.length(), sound.channels());
    }
}
