package jeras.tuner;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Brackets of successive halving, one after the other. */
final class HyperbandOracle implements Oracle {
    static final String EPOCHS = Tried.OWN + "epochs";
    static final String INITIAL_EPOCH = Tried.OWN + "initial_epoch";
    static final String TRIAL_ID = Tried.OWN + "trial_id";
    private static final String BRACKET = Tried.OWN + "bracket";
    private static final String ROUND = Tried.OWN + "round";

    private final HyperbandPlan plan;
    private final int iterations;

    HyperbandOracle(HyperbandPlan plan, int iterations) {
        this.plan = plan;
        this.iterations = iterations;
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("max_epochs", plan.maxEpochs(), "factor", plan.factor());
    }

    /** One bracket as far as it is: the trials of each round. */
    private static final class Bracket {
        final int number;
        final List<List<Trial>> rounds = new ArrayList<>();

        Bracket(int number, int rounds) {
            this.number = number;
            for (int i = 0; i < rounds; i++) {
                this.rounds.add(new ArrayList<>());
            }
        }
    }

    private Bracket bracket(int number) {
        return new Bracket(number, plan.rounds(number));
    }

    @Override
    public Optional<Map<String, Object>> next(Tried tried) {
        int begun = 0;
        Bracket bracket = bracket(plan.brackets() - 1);
        for (Trial trial : tried.trials()) {
            int round = round(trial, bracket.number);
            if (round == 0 && bracket.rounds.get(0).size() == plan.size(bracket.number, 0)) {
                begun++;
                bracket = bracket(numberOf(begun));
            }
            bracket.rounds.get(round).add(trial);
        }
        if (bracket.rounds.get(0).size() == plan.size(bracket.number, 0)) {
            Optional<Map<String, Object>> promoted = promoted(bracket, tried.objective());
            if (promoted.isPresent()) {
                return promoted;
            }
            begun++;
            if (begun == plan.brackets() * iterations) {
                return Optional.empty();
            }
            bracket = bracket(numberOf(begun));
        }
        int number = bracket.number;
        return tried.randomValues().map(values -> told(values, number, 0));
    }

    /** Where a trial belongs; a file may say anything. */
    private static int round(Trial trial, int last) {
        return trial.values().get(ROUND) instanceof Integer round ? Math.min(Math.max(0, round), last) : 0;
    }

    private int numberOf(int begun) {
        return plan.brackets() - 1 - begun % plan.brackets();
    }

    /** The best trial of a round that may go on to the next one, if there are enough that cannot be overtaken. */
    private Optional<Map<String, Object>> promoted(Bracket bracket, Objective objective) {
        for (int round = 1; round < bracket.rounds.size(); round++) {
            Set<Object> selected = new HashSet<>();
            bracket.rounds.get(round).forEach(t -> selected.add(t.values().get(TRIAL_ID)));
            List<Trial> candidates = bracket.rounds.get(round - 1).stream()
                    .filter(t -> t.isCompleted() && !selected.contains(t.id()))
                    .sorted(Tried.bestFirst(objective))
                    .toList();
            int dropped = plan.size(bracket.number, round - 1) - plan.size(bracket.number, round);
            if (candidates.size() > dropped) {
                Trial best = candidates.get(0);
                Map<String, Object> values = new LinkedHashMap<>(best.values());
                values.put(TRIAL_ID, best.id());
                return Optional.of(told(values, bracket.number, round));
            }
        }
        return Optional.empty();
    }

    private Map<String, Object> told(Map<String, Object> values, int bracket, int round) {
        Map<String, Object> told = new LinkedHashMap<>(values);
        told.put(EPOCHS, plan.epochs(bracket, round));
        told.put(INITIAL_EPOCH, round == 0 ? 0 : plan.epochs(bracket, round - 1));
        told.put(BRACKET, bracket);
        told.put(ROUND, round);
        return told;
    }
}
