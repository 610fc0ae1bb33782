package jeras.tuner;

import java.nio.file.Path;
import java.util.OptionalLong;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.utils.Records;

/**
 * What all tuners are told; KerasTuner's arguments and defaults.
 *
 * @param maxTrials 0 for as many as there are
 * @param maxModelSize 0 for any
 */
record Settings(
        HyperModel hypermodel,
        Objective objective,
        int maxTrials,
        OptionalLong seed,
        HyperParameters hyperparameters,
        boolean tuneNewEntries,
        boolean allowNewEntries,
        int maxRetriesPerTrial,
        int maxConsecutiveFailedTrials,
        int executionsPerTrial,
        long maxModelSize,
        Path directory,
        String projectName,
        boolean overwrite) {

    static Settings of(HyperModel hypermodel, int maxTrials) {
        return new Settings(
                hypermodel,
                Objective.DEFAULT,
                maxTrials,
                OptionalLong.empty(),
                HyperParameters.of(),
                true,
                true,
                0,
                3,
                1,
                0,
                Path.of("."),
                "untitled_project",
                false);
    }

    Settings with(String component, Object value) {
        return Records.with(this, component, value);
    }

    /** Refuses options that contradict each other. */
    void check() {
        if (hyperparameters.space().isEmpty() && !(tuneNewEntries && allowNewEntries)) {
            throw new InvalidArgumentException(JerasException.message(
                    "The tuner has nothing to search.",
                    "a space told by hyperparameters(...) where tuneNewEntries(false) or allowNewEntries(false) is told",
                    "an empty space",
                    "declare hyperparameters in HyperParameters.of() and give them to the tuner"));
        }
    }

    static int atLeast(int least, String option, int value) {
        if (value < least) {
            throw new InvalidArgumentException(JerasException.message(
                    "The option " + option + " cannot be set.",
                    least + " or more",
                    Integer.toString(value),
                    "give a value in that range"));
        }
        return value;
    }

    static String name(String projectName) {
        Path path = Path.of(projectName);
        if (path.isAbsolute() || path.getNameCount() != 1 || projectName.isBlank() || projectName.equals("..")) {
            throw new InvalidArgumentException(JerasException.message(
                    "The option projectName cannot be set.",
                    "the name of a folder inside the directory",
                    "\"" + projectName + "\"",
                    "give the folders above by directory(...)"));
        }
        return projectName;
    }
}
