package jeras.tuner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What is tried, without training anything. */
class OracleTest {
    private static final JsonObject KERAS_TUNER =
            Fixtures.read("keras_tuner.json").getAsJsonObject();
    private static final Objective LOSS = Objective.of("val_loss");

    /** Runs an oracle until it ends, or for so many trials. */
    private static List<Trial> search(
            Oracle oracle, HyperParameters space, int most, long seed, ToDoubleFunction<Trial> score) {
        List<Trial> trials = new ArrayList<>();
        while (trials.size() < most) {
            Optional<Map<String, Object>> next = oracle.next(new Tried(space, List.copyOf(trials), LOSS, seed));
            if (next.isEmpty()) {
                break;
            }
            Trial trial = Trial.begun(trials.size(), space.with(next.get()));
            trials.add(trial.with("score", score.applyAsDouble(trial)).with("status", TrialStatus.COMPLETED));
        }
        return trials;
    }

    private static HyperParameters plane() {
        HyperParameters hp = HyperParameters.of();
        hp.decimal("x", 0, 1);
        hp.decimal("y", 0, 1);
        return hp;
    }

    // ---- random ----------------------------------------------------------------------------------------------------

    @Test
    void randomTrialsRepeatWithTheirSeedAndAreNeverEqual() {
        HyperParameters space = HyperParameters.of();
        space.integer("a", 1, 10);
        space.bool("b");

        List<Trial> trials = search(Tried::randomValues, space, 12, 7, t -> 0);

        assertThat(search(Tried::randomValues, space, 12, 7, t -> 0).toString()).isEqualTo(trials.toString());
        assertThat(search(Tried::randomValues, space, 12, 8, t -> 0).toString()).isNotEqualTo(trials.toString());
        assertThat(trials.stream().map(Trial::values).distinct()).hasSize(12);
    }

    @Test
    void randomTrialsEndWhenTheSpaceIsExhausted() {
        HyperParameters space = HyperParameters.of();
        space.choice("a", List.of("p", "q", "r"));

        assertThat(search(Tried::randomValues, space, 100, 1, t -> 0)).hasSize(3);
    }

    @Test
    void randomValuesLeaveOutWhatDoesNotCount() {
        HyperParameters space = conditional();

        for (Trial trial : search(Tried::randomValues, space, 30, 3, t -> 0)) {
            boolean cnn = trial.values().get("kind").equals("cnn");
            assertThat(trial.values().containsKey("units")).isNotEqualTo(cnn);
            assertThat(trial.values().containsKey("filters")).isEqualTo(cnn);
        }
    }

    @Test
    void randomValuesAreSpreadEvenly() {
        double mean = search(Tried::randomValues, plane(), 500, 5, t -> 0).stream()
                .mapToDouble(t -> (double) t.values().get("y"))
                .average()
                .getAsDouble();

        assertThat(mean).isCloseTo(0.5, within(0.06)); // more than four standard errors of 0.0129
    }

    // ---- grid ------------------------------------------------------------------------------------------------------

    private static HyperParameters conditional() {
        HyperParameters hp = HyperParameters.of();
        hp.choice("kind", List.of("mlp", "cnn"));
        hp.conditionalScope("kind", List.of("mlp"), () -> {
            hp.integer("units", 1, 3, o -> o.defaultValue(2));
            hp.bool("bias", o -> o.defaultValue(true));
        });
        hp.put("kind", "cnn");
        hp.conditionalScope("kind", List.of("cnn"), () -> {
            hp.choice("filters", List.of(8, 16));
            hp.put("filters", 16);
            hp.conditionalScope("filters", List.of(16), () -> hp.decimal("drop", 0, 0.5, o -> o.step(0.25)));
        });
        hp.fixed("classes", 10);
        hp.decimal("rate", 0.01, 1.0, o -> o.step(10).sampling("log"));
        return hp.bare();
    }

    @Test
    void aGridIsWalkedInTheOrderOfKerasTuner() {
        List<Trial> trials = search(new GridOracle(), conditional(), 1000, 1, t -> 1);

        List<JsonElement> expected = Fixtures.list(KERAS_TUNER.get("grid"));
        assertThat(trials).hasSize(expected.size());
        for (int i = 0; i < trials.size(); i++) {
            Map<String, Object> values = new LinkedHashMap<>();
            expected.get(i).getAsJsonObject().entrySet().forEach(e -> values.put(e.getKey(), Json.value(e.getValue())));
            assertThat(trials.get(i).values()).as("trial %d", i).isEqualTo(values);
        }
    }

    // ---- Hyperband -------------------------------------------------------------------------------------------------

    @Test
    void bracketsAreThoseOfKerasTuner() {
        for (JsonElement each : Fixtures.list(KERAS_TUNER.get("brackets"))) {
            JsonObject row = each.getAsJsonObject();
            HyperbandPlan plan = new HyperbandPlan(
                    row.get("max_epochs").getAsInt(), row.get("factor").getAsInt());
            JsonArray brackets = row.getAsJsonArray("brackets");
            assertThat(plan.brackets()).as(plan.toString()).isEqualTo(brackets.size());
            for (int b = 0; b < brackets.size(); b++) {
                double[][] rounds = Fixtures.rows(brackets.get(b));
                assertThat(plan.rounds(b)).isEqualTo(rounds.length);
                for (int r = 0; r < rounds.length; r++) {
                    assertThat(new double[] {plan.size(b, r), plan.epochs(b, r)})
                            .as("%s, bracket %d, round %d", plan, b, r)
                            .containsExactly(rounds[r]);
                }
            }
        }
    }

    @Test
    void aHundredEpochsWithFactorThreeAreFiveBrackets() {
        HyperbandPlan plan = new HyperbandPlan(100, 3);

        assertThat(plan.brackets()).isEqualTo(5);
        // Bracket 4: ceil(100 / 3^4) = 2 epochs; ceil(1 + log_3 100) = 6 trials at the end of all, so 6/5 * 3^4 = 97.2
        // of them.
        assertThat(plan.epochs(4, 0)).isEqualTo(2);
        assertThat(plan.size(4, 0)).isEqualTo(98);
        assertThat(plan.size(0, 0)).isEqualTo(6);
    }

    @Test
    void hyperbandPromotesTheTrialsThatKerasTunerPromotes() {
        HyperParameters space = HyperParameters.of();
        space.decimal("x", 0, 1);
        Oracle oracle = new HyperbandOracle(new HyperbandPlan(10, 3), 2);

        List<Trial> trials = search(oracle, space, 1000, 1, t -> Integer.parseInt(t.id()) * 37 % 101);

        double[][] expected = Fixtures.rows(KERAS_TUNER.get("halving"));
        assertThat(trials).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            Map<String, Object> v = trials.get(i).values();
            assertThat(List.of(
                            v.get("tuner/epochs"),
                            v.get("tuner/initial_epoch"),
                            v.get("tuner/round"),
                            Integer.parseInt((String) v.getOrDefault("tuner/trial_id", "-1"))))
                    .as("trial %d", i)
                    .containsExactly(
                            (int) expected[i][0], (int) expected[i][1], (int) expected[i][2], (int) expected[i][3]);
        }
        Trial promoted = trials.get(12);
        assertThat(promoted.values().get("x"))
                .isEqualTo(
                        trials.get(Integer.parseInt((String) promoted.values().get("tuner/trial_id")))
                                .values()
                                .get("x"));
    }

    // ---- Bayesian optimization -------------------------------------------------------------------------------------

    private static double bowl(Trial trial) {
        double x = (double) trial.values().get("x");
        double y = (double) trial.values().get("y");
        return (x - 0.7) * (x - 0.7) + (y - 0.2) * (y - 0.2);
    }

    private static double best(List<Trial> trials) {
        return trials.stream().mapToDouble(t -> t.score().getAsDouble()).min().getAsDouble();
    }

    @Test
    void bayesianOptimizationFindsAMinimumInFewTrials() {
        for (long seed = 1; seed <= 3; seed++) {
            double bayesian = best(search(new BayesianOracle(0, 1e-4, 2.6), plane(), 20, seed, OracleTest::bowl));
            double random = best(search(Tried::randomValues, plane(), 20, seed, OracleTest::bowl));

            // At random the best of 20 is about 1 / (20 pi) = 0.016 away.
            assertThat(bayesian).as("seed %d", seed).isLessThan(0.001).isLessThan(random);
        }
    }

    @Test
    void bayesianOptimizationTriesNothingTwiceAndEndsWithTheSpace() {
        HyperParameters space = HyperParameters.of();
        space.integer("x", 1, 4);
        space.choice("y", List.of("a", "b", "c"));

        List<Trial> trials = search(new BayesianOracle(3, 1e-4, 2.6), space, 100, 1, t ->
                (Integer) t.values().get("x"));

        assertThat(new HashSet<>(trials.stream().map(Trial::values).toList())).hasSize(trials.size());
        assertThat(trials).hasSize(12);
    }

    @Test
    void bayesianOptimizationSkipsFailedTrialsAndTakesInfinitiesForNone() {
        Oracle oracle = new BayesianOracle(2, 1e-4, 2.6);
        List<Trial> trials = new ArrayList<>(search(oracle, plane(), 3, 1, t -> Double.POSITIVE_INFINITY));
        trials.add(Trial.begun(3, plane().with(Map.of("x", 0.5, "y", 0.5))).with("status", TrialStatus.FAILED));

        assertThat(oracle.next(new Tried(plane(), trials, LOSS, 1))).isPresent();
    }
}
