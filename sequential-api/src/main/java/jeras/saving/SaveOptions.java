package jeras.saving;

import java.util.List;
import java.util.Optional;
import jeras.History;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/** What {@code save} is told. */
public final class SaveOptions {
    List<History> histories = List.of();
    Optional<String> recordName = Optional.empty();

    /**
     * Writes beside the model how it was trained, as {@code training.json}: options, data with a fingerprint, seed, versions, device,
     * and the measures and duration of each epoch. Default: nothing is written.
     *
     * @param trainings what {@code fit} gave, one or several in their order
     */
    public SaveOptions trainingRecord(History... trainings) {
        if (trainings.length == 0) {
            throw new InvalidArgumentException(JerasException.message(
                    "There is no training to record.",
                    "what fit gave, once or several times",
                    "nothing",
                    "give the history: trainingRecord(history)"));
        }
        histories = List.of(trainings);
        return this;
    }

    /** Another name than {@code training.json}, for several models in one folder. */
    public SaveOptions trainingRecordName(String fileName) {
        if (!fileName.matches("[^/\\\\]+\\.json")) {
            throw new InvalidArgumentException(JerasException.message(
                    "The record of the training cannot have this name.",
                    "the name of a file in the model's folder, which ends in .json",
                    "\"" + fileName + "\"",
                    "call it \"training.json\", for example"));
        }
        recordName = Optional.of(fileName);
        return this;
    }
}
