package jeras.tuner;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jeras.ExecutionException;
import jeras.JerasException;
import jeras.Model;
import jeras.ops.Seeds;

/** A search and its folder: the space, the trials so far, and the loop that adds to them. */
final class Search {
    private final Settings settings;
    private final Oracle oracle;
    private final Project project;
    private final ModelMaker models;
    private final HyperParameters space;
    private final List<Trial> trials = new ArrayList<>();
    private final long seed;
    private final boolean resumed;

    private Search(
            Settings settings, Oracle oracle, Project project, HyperParameters space, long seed, boolean resumed) {
        this.settings = settings;
        this.oracle = oracle;
        this.project = project;
        this.models = new ModelMaker(settings.hypermodel(), settings.maxModelSize());
        this.space = space;
        this.seed = seed;
        this.resumed = resumed;
    }

    // ---- opening ---------------------------------------------------------------------------------------------------

    /** Goes on with what is in the folder, or begins anew. */
    static Search open(String tuner, Settings settings, Oracle oracle) {
        settings.check();
        Project project = new Project(settings.directory().resolve(settings.projectName()));
        if (settings.overwrite()) {
            project.delete();
        }
        return project.exists() ? reopened(tuner, settings, oracle, project) : begun(tuner, settings, oracle, project);
    }

    private static Search begun(String tuner, Settings settings, Oracle oracle, Project project) {
        long seed = settings.seed().orElseGet(Seeds::next);
        HyperParameters space = settings.hyperparameters().bare();
        Search search = new Search(settings, oracle, project, space, seed, false);
        ModelMaker.aside(() -> new SpaceExplorer(search.models, search::learn).explore(space));
        JsonObject json = new JsonObject();
        json.addProperty("tuner", tuner);
        json.addProperty("objective", settings.objective().toString());
        json.addProperty("seed", seed);
        json.add("settings", settings(oracle));
        json.add("hyperparameters", SpaceJson.write(space));
        project.writeSearch(json);
        return search;
    }

    private static JsonObject settings(Oracle oracle) {
        JsonObject json = new JsonObject();
        oracle.settings().forEach((name, value) -> json.add(name, Json.of(value)));
        return json;
    }

    private static Search reopened(String tuner, Settings settings, Oracle oracle, Project project) {
        Search search = project.readSearch(json -> {
            requireSame(project, "tuner", Json.text(json, "tuner"), tuner);
            requireSame(
                    project,
                    "objective",
                    Json.text(json, "objective"),
                    settings.objective().toString());
            JsonObject before = Json.object(json, "settings");
            settings(oracle)
                    .entrySet()
                    .forEach(s -> requireSame(
                            project,
                            s.getKey(),
                            Json.member(before, s.getKey()).toString(),
                            s.getValue().toString()));
            HyperParameters space =
                    SpaceJson.read(Json.object(json, "hyperparameters")).bare();
            return new Search(settings, oracle, project, space, Json.whole(json, "seed"), true);
        });
        for (Trial trial : project.trials()) {
            search.trials.add(trial);
            search.learn(trial.state().hyperparameters());
        }
        return search;
    }

    private static void requireSame(Project project, String what, String before, String now) {
        if (!before.equals(now)) {
            throw new FatalException(JerasException.message(
                    "The search in " + project.folder() + " cannot go on: it was begun with another " + what + ".",
                    before,
                    now,
                    "tell it the same, choose another projectName, or begin anew with overwrite(true)"));
        }
    }

    /** Takes what a model has asked for into the space. */
    private void learn(HyperParameters asked) {
        List<HyperParameter> unknown =
                asked.space().stream().filter(p -> !space.declares(p)).toList();
        if (!unknown.isEmpty() && !settings.allowNewEntries()) {
            throw new FatalException(JerasException.message(
                    "The model asks for hyperparameters that the space does not have.",
                    "those told by hyperparameters(...), since allowNewEntries(false) is told",
                    unknown.stream().map(HyperParameter::name).toList().toString(),
                    "declare them in the space, or leave allowNewEntries out"));
        }
        if (settings.tuneNewEntries()) {
            unknown.forEach(space::add);
        }
    }

    // ---- searching -------------------------------------------------------------------------------------------------

    /** Runs trials until there is nothing more to try. */
    void run(Training training, int verbose) {
        SearchDisplay display = new SearchDisplay(settings.objective(), verbose > 0);
        if (resumed) {
            display.resumed(project.folder(), trials);
        }
        TrialRunner runner = new TrialRunner(settings, project, models, seed, training);
        ModelMaker.aside(() -> {
            for (Optional<Trial> next = next(); next.isPresent(); next = next()) {
                run(next.get(), runner, display);
            }
        });
    }

    private void run(Trial trial, TrialRunner runner, SearchDisplay display) {
        int number = Integer.parseInt(trial.id());
        if (number == trials.size()) {
            trials.add(trial);
        } else {
            trials.set(number, trial);
        }
        project.write(trial, settings.objective());
        display.begin(number + 1, trial, best());
        TrialRunner.Outcome outcome = runner.run(trial, this::find);
        Trial ended = outcome.trial();
        learn(ended.state().hyperparameters());
        trials.set(number, ended);
        project.write(ended, settings.objective());
        display.end(number + 1, ended, best(), trials, settings.maxRetriesPerTrial());
        stopAfterFailures(outcome.failure());
    }

    /** The trial that was interrupted or is to be tried again, else a new one. */
    private Optional<Trial> next() {
        if (!trials.isEmpty()) {
            Trial last = trials.get(trials.size() - 1);
            if (last.status() == TrialStatus.RUNNING || last.status() == TrialStatus.INVALID) {
                return Optional.of(last.with("status", TrialStatus.RUNNING));
            }
        }
        if (settings.maxTrials() > 0 && trials.size() >= settings.maxTrials()) {
            return Optional.empty();
        }
        Tried tried = new Tried(space, List.copyOf(trials), settings.objective(), seed);
        return oracle.next(tried).map(values -> Trial.begun(trials.size(), space.with(values)));
    }

    private Trial find(Object id) {
        return trials.stream()
                .filter(t -> t.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new FatalException(JerasException.message(
                        "The search in " + project.folder() + " cannot go on.",
                        "the trial that another one goes on from",
                        "no trial " + id,
                        "put back its folder, or begin anew with overwrite(true)")));
    }

    private void stopAfterFailures(Throwable failure) {
        int failed = 0;
        for (int i = trials.size() - 1; i >= 0 && trials.get(i).status() == TrialStatus.FAILED; i--) {
            failed++;
        }
        if (failed >= settings.maxConsecutiveFailedTrials()) {
            Trial last = trials.get(trials.size() - 1);
            throw new ExecutionException(
                    JerasException.message(
                            "The search stops after " + failed + " failed trials in a row.",
                            "fewer than maxConsecutiveFailedTrials(" + settings.maxConsecutiveFailedTrials() + ")",
                            last.message().lines().findFirst().orElse(""),
                            "correct the model or the space; the search then goes on with the next trial"),
                    failure);
        }
    }

    // ---- results ---------------------------------------------------------------------------------------------------

    private Optional<Trial> best() {
        return bestTrials(1).stream().findFirst();
    }

    /** Completed trials, the best first. */
    List<Trial> bestTrials(int count) {
        return trials.stream()
                .filter(Trial::isCompleted)
                .sorted(Tried.bestFirst(settings.objective()))
                .limit(count)
                .toList();
    }

    List<Trial> trials() {
        return List.copyOf(trials);
    }

    HyperParameters space() {
        return space;
    }

    Project project() {
        return project;
    }

    /** The models of the best trials with the weights of their best epochs. */
    List<Model> bestModels(int count) {
        List<Model> best = new ArrayList<>();
        ModelMaker.aside(() -> bestTrials(count)
                .forEach(t ->
                        best.add(models.load(t.hyperparameters(), t.state().inputs(), project.checkpoint(t.id())))));
        return best;
    }
}
