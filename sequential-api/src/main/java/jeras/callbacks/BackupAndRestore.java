package jeras.callbacks;

import java.nio.file.Path;

/**
 * Lets an interrupted training go on as if nothing had happened. After each epoch it keeps weights, the optimizer's state, the random
 * state, the history and what other callbacks must know; a {@code fit} that finds such a backup goes on after that epoch, and ends
 * with the weights and the history of one that was never interrupted. At the end of training the backup is deleted.
 *
 * <pre>{@code
 * Keras.setRandomSeed(1);
 * Model model = build();                                    // the same model, compiled the same way
 * model.fit(x, y, f -> f.epochs(50).callbacks(BackupAndRestore.of("backup")));
 * }</pre>
 *
 * <p>A backup appears whole or not at all: a kill while it is written leaves the one before. Unlike Keras's it has no
 * {@code saveFreq}: the random state in the middle of an epoch cannot be kept.
 *
 * @see <a href="https://keras.io/api/callbacks/backup_and_restore/">keras.callbacks.BackupAndRestore</a>
 */
public final class BackupAndRestore extends Callback {
    private final Path folder;
    private final boolean deleteCheckpoint;

    private BackupAndRestore(Path folder, boolean deleteCheckpoint) {
        this.folder = folder;
        this.deleteCheckpoint = deleteCheckpoint;
    }

    /**
     * Keeps backups in a folder.
     *
     * @param backupDir a folder that nothing else uses; made when it is not there
     */
    public static BackupAndRestore of(String backupDir) {
        return of(Path.of(backupDir));
    }

    /** As {@link #of(String)}. */
    public static BackupAndRestore of(Path backupDir) {
        return new BackupAndRestore(backupDir, true);
    }

    /** Whether the backup goes when training has ended; default: true. */
    public BackupAndRestore deleteCheckpoint(boolean delete) {
        return new BackupAndRestore(folder, delete);
    }

    /** Keeps each training in a folder of its own, below the one that was told. */
    @Override
    public BackupAndRestore forRun(String run) {
        return new BackupAndRestore(folder.resolve(run), deleteCheckpoint);
    }

    @Override
    public void onTrainBegin() {
        model().trainer().resumeFrom(folder);
    }

    @Override
    public void afterEpoch(int epoch) {
        model().trainer().backUp(folder, epoch + 1);
    }

    @Override
    public void onTrainEnd(Logs logs) {
        if (deleteCheckpoint) {
            model().trainer().deleteBackup(folder);
        }
    }
}
