package jeras.tuner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Tries what a Gaussian process of the trials so far holds for best at the optimistic end of its doubt: the least {@code mean - beta *
 * deviation}.
 *
 * @param initialPoints how many random trials come first; 0 for three for each hyperparameter
 * @param alpha the noise of scores
 * @param beta how much doubt attracts
 */
record BayesianOracle(int initialPoints, double alpha, double beta) implements Oracle {
    /** Random places that are looked at, and how many of the best of them are improved step by step. */
    private static final int PLACES = 1000;

    private static final int IMPROVED = 10;
    private static final double FIRST_STEP = 0.1;
    private static final double LAST_STEP = 1e-4;

    /** A place, each axis from 0 to 1, and its bound; the least is tried. */
    private static final class Place {
        final double[] x;
        final double bound;

        Place(double[] x, double bound) {
            this.x = x;
            this.bound = bound;
        }
    }

    @Override
    public Optional<Map<String, Object>> next(Tried tried) {
        List<HyperParameter> axes = tried.space().space().stream()
                .filter(p -> !(p instanceof FixedValue))
                .toList();
        int first = initialPoints > 0
                ? initialPoints
                : Math.max(3 * tried.space().space().size(), 3);
        List<Trial> completed = tried.completed();
        if (completed.size() < first || axes.isEmpty()) {
            return tried.randomValues();
        }
        GaussianProcess process = GaussianProcess.fit(
                completed.stream().map(t -> place(axes, t)).toArray(double[][]::new),
                completed.stream()
                        .mapToDouble(t -> toBeSmall(t, tried.objective()))
                        .toArray(),
                alpha);
        SplittableRandom random = tried.random();
        return places(process, axes.size(), random).stream()
                .map(place -> values(tried, axes, place))
                // A process does not know that values are whole, and would ask for the same ones again and again.
                .filter(values -> !tried.isTried(values))
                .findFirst()
                .or(() -> tried.randomValues(random));
    }

    private static double toBeSmall(Trial trial, Objective objective) {
        double score = trial.score().orElse(0);
        double finite = Double.isInfinite(score) ? 0 : score;
        return objective.direction().equals("max") ? -finite : finite;
    }

    /** A trial's values as a place; defaults for what did not count in it or was not known yet. */
    private static double[] place(List<HyperParameter> axes, Trial trial) {
        HyperParameters tried = trial.state().hyperparameters();
        return axes.stream()
                .mapToDouble(p -> p.toProbability(
                        tried.isActive(p) && tried.values().containsKey(p.name())
                                ? tried.values().get(p.name())
                                : p.defaultValue()))
                .toArray();
    }

    private static Map<String, Object> values(Tried tried, List<HyperParameter> axes, Place place) {
        return tried.values(p -> {
            int axis = axes.indexOf(p);
            return axis < 0 ? p.defaultValue() : p.toValue(place.x[axis]);
        });
    }

    /** Places worth to be tried, the best first. */
    private List<Place> places(GaussianProcess process, int axes, SplittableRandom random) {
        Comparator<Place> bestFirst = Comparator.comparingDouble(place -> place.bound);
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            places.add(at(process, random.doubles(axes).toArray()));
        }
        places.sort(bestFirst);
        for (int i = 0; i < IMPROVED; i++) {
            places.set(i, improved(process, places.get(i)));
        }
        places.sort(bestFirst);
        return places;
    }

    private Place at(GaussianProcess process, double[] x) {
        GaussianProcess.Estimate estimate = process.predict(x);
        return new Place(x, estimate.mean() - beta * estimate.deviation());
    }

    /** Steps along single axes while they help, and then smaller ones. */
    private Place improved(GaussianProcess process, Place from) {
        Place best = from;
        for (double step = FIRST_STEP; step > LAST_STEP; step /= 2) {
            boolean helped = true;
            for (int rounds = 0; helped && rounds < 10; rounds++) {
                Place before = best;
                for (int axis = 0; axis < from.x.length; axis++) {
                    best = better(process, better(process, best, axis, step), axis, -step);
                }
                helped = best.bound < before.bound;
            }
        }
        return best;
    }

    private Place better(GaussianProcess process, Place from, int axis, double step) {
        double[] x = from.x.clone();
        x[axis] = Math.min(1, Math.max(0, x[axis] + step));
        Place moved = at(process, x);
        return moved.bound < from.bound ? moved : from;
    }
}
