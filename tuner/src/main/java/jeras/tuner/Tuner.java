package jeras.tuner;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import jeras.Model;
import jeras.data.Dataset;
import jeras.training.FitOptions;
import jeras.utils.PythonText;
import jeras.utils.SummaryTable;
import jeras.utils.SummaryTable.Column;

/**
 * Searches for good hyperparameters. Options are told first, each giving a new tuner; the first verb, such as {@link #search}, opens
 * the folder {@code directory/projectName}. What is in it already is gone on with: a search that was interrupted, even within a
 * trial, ends with the trials of one that was not, since the seed of each trial follows from the search's and its number alone.
 *
 * <p>One process at a time may use a folder.
 *
 * @param <T> the kind of tuner, which options give back
 * @see <a href="https://keras.io/keras_tuner/api/tuners/base_tuner/">KerasTuner: tuners</a>
 */
public abstract sealed class Tuner<T extends Tuner<T>>
        permits RandomSearch, GridSearch, Hyperband, BayesianOptimization {
    private final Settings settings;
    private Search search;

    Tuner(Settings settings) {
        this.settings = settings;
    }

    /** The same kind of tuner told something else. */
    abstract T with(Settings told);

    abstract Oracle oracle();

    Settings settings() {
        return settings;
    }

    private T with(String component, Object value) {
        return with(settings.with(component, value));
    }

    // ---- options ---------------------------------------------------------------------------------------------------

    /** The log to make small or great, which its name tells: {@code "val_loss"}, {@code "val_accuracy"}. See {@link Objective#of}. */
    public final T objective(String log) {
        return objective(Objective.of(log));
    }

    /** What to make small or great; default: the number that {@link HyperModel#fit} gives, which is to be small. */
    public final T objective(Objective value) {
        return with("objective", value);
    }

    /** What makes trials, and with them the whole search, repeat; default: one that {@code Keras.setRandomSeed} tells. */
    public final T seed(long value) {
        return with("seed", OptionalLong.of(value));
    }

    /** Hyperparameters that are declared in advance: they override what the model asks for by the same names. Default: none. */
    public final T hyperparameters(HyperParameters space) {
        return with("hyperparameters", space.copy());
    }

    /** Whether what the model asks for besides is searched for, too, or has its default; default: true. */
    public final T tuneNewEntries(boolean tune) {
        return with("tuneNewEntries", tune);
    }

    /** Whether the model may ask for more than was declared in advance; default: true. */
    public final T allowNewEntries(boolean allow) {
        return with("allowNewEntries", allow);
    }

    /** How often a trial that failed is tried again; default: 0. */
    public final T maxRetriesPerTrial(int count) {
        return with("maxRetriesPerTrial", Settings.atLeast(0, "maxRetriesPerTrial", count));
    }

    /** After how many failed trials in a row the search stops; default: 3. */
    public final T maxConsecutiveFailedTrials(int count) {
        return with("maxConsecutiveFailedTrials", Settings.atLeast(1, "maxConsecutiveFailedTrials", count));
    }

    /** How many models are trained in a trial, whose mean counts; default: 1. */
    public final T executionsPerTrial(int count) {
        return with("executionsPerTrial", Settings.atLeast(1, "executionsPerTrial", count));
    }

    /** The most trainable numbers that a model may have; a trial of a greater one fails. Default: any. */
    public final T maxModelSize(long parameters) {
        return with("maxModelSize", parameters);
    }

    /** Where the folder of the search lies; default: the working directory. */
    public final T directory(String path) {
        return directory(Path.of(path));
    }

    /** As {@link #directory(String)}. */
    public final T directory(Path path) {
        return with("directory", path);
    }

    /** The name of the folder of the search; default: {@code untitled_project}. */
    public final T projectName(String name) {
        return with("projectName", Settings.name(name));
    }

    /** Whether an earlier search in the folder is deleted in the place of gone on with; default: false. */
    public final T overwrite(boolean value) {
        return with("overwrite", value);
    }

    // ---- searching -------------------------------------------------------------------------------------------------

    /** Runs trials of one epoch, without validation. */
    public final void search(Object x, Object y) {
        search(x, y, f -> {});
    }

    /**
     * Runs trials until there are as many as asked for, or nothing more to try.
     *
     * <p>The lambda is run for each training, so callbacks that it makes are new ones; of those that were made outside a copy told the
     * same is used. {@code verbose(0)} also silences the search.
     *
     * @param x inputs, one row a sample
     * @param y targets, one row a sample
     * @param options as in {@link Model#fit(Object, Object, Consumer)}
     * @throws jeras.ExecutionException if {@link #maxConsecutiveFailedTrials} trials in a row have failed
     * @throws jeras.InvalidArgumentException if training does not measure the objective
     */
    public final void search(Object x, Object y, Consumer<FitOptions> options) {
        run((model, more) -> model.fit(x, y, options.andThen(more)), options);
    }

    /** Runs trials of one epoch on a data set of batches, without validation. */
    public final void search(Dataset data) {
        search(data, f -> {});
    }

    /** As {@link #search(Object, Object, Consumer)}, on a data set of batches, which each training walks anew. */
    public final void search(Dataset data, Consumer<FitOptions> options) {
        run((model, more) -> model.fit(data, options.andThen(more)), options);
    }

    private void run(Training training, Consumer<FitOptions> options) {
        FitOptions told = new FitOptions();
        options.accept(told);
        FatalException.unwrapped(() -> {
            opened().run(training, told.verbose());
            return this;
        });
    }

    private synchronized Search opened() {
        if (search == null) {
            search = FatalException.unwrapped(() -> Search.open(getClass().getSimpleName(), settings, oracle()));
        }
        return search;
    }

    // ---- results ---------------------------------------------------------------------------------------------------

    /** All trials so far, in their order. */
    public final List<Trial> trials() {
        return opened().trials();
    }

    /** The completed trials with the best scores, the best first. */
    public final List<Trial> bestTrials(int count) {
        return opened().bestTrials(count);
    }

    /** The hyperparameters of the best trials, the best first; fewer if fewer are completed. */
    public final List<HyperParameters> bestHyperparameters(int count) {
        return bestTrials(count).stream().map(Trial::hyperparameters).toList();
    }

    /**
     * The models of the best trials, the best first, each with the weights of its best epoch. For best results train one anew with its
     * hyperparameters on all data.
     *
     * @throws jeras.FileFormatException if a trial has no weights, because it was trained in a loop of one's own
     */
    public final List<Model> bestModels(int count) {
        return FatalException.unwrapped(() -> opened().bestModels(count));
    }

    /** The best ten trials as a table, and those that failed. */
    public final SummaryTable resultsSummary() {
        return resultsSummary(10);
    }

    /** The best trials as a table, and those that failed. */
    public final SummaryTable resultsSummary(int count) {
        Search opened = opened();
        List<Trial> shown = new ArrayList<>(opened.bestTrials(count));
        opened.trials().stream()
                .filter(t -> !t.isCompleted())
                .limit(Math.max(0, count - shown.size()))
                .forEach(shown::add);
        List<List<String>> rows = shown.stream()
                .map(t -> List.of(
                        t.id(),
                        t.score().isPresent() ? PythonText.number(t.score().getAsDouble()) : "",
                        inside(t.state().hyperparameters().toString()),
                        t.status().name()))
                .toList();
        return SummaryTable.of(
                "Results in " + opened.project().folder(),
                List.of(
                        Column.left("Trial", 0.09),
                        Column.right(settings.objective().name(), 0.30),
                        Column.left("Hyperparameters", 0.86),
                        Column.left("Status", 1.0)),
                rows,
                List.of(settings.objective().toString(), opened.trials().size() + " trials"));
    }

    /** What there is to search for, as a table. */
    public final SummaryTable searchSpaceSummary() {
        HyperParameters space = opened().space();
        List<List<String>> rows = space.space().stream()
                .map(p -> List.of(p.name(), p.toString(), conditions(p)))
                .toList();
        return SummaryTable.of(
                "Search space summary",
                List.of(Column.left("Hyperparameter", 0.28), Column.left("Values", 0.75), Column.left("When", 1.0)),
                rows,
                List.of("Default search space size: " + rows.size()));
    }

    /** Without the braces. */
    private static String inside(String dict) {
        return dict.substring(1, dict.length() - 1);
    }

    private static String conditions(HyperParameter parameter) {
        List<String> all = HyperParameters.conditionsOf(parameter).stream()
                .map(c -> c.parent() + " in " + c.values())
                .toList();
        return String.join(" and ", all);
    }
}
