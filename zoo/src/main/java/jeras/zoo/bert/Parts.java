package jeras.zoo.bert;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * Samples in three parts.
 *
 * @param training what the model learns from
 * @param validation what tells after each epoch whether it still becomes better; maybe empty
 * @param test what it is judged by in the end, and has not seen
 */
record Parts<T>(List<T> training, List<T> validation, List<T> test) {
    /**
     * Splits samples at random, the same way for the same seed.
     *
     * @param test those that come from a file of their own; empty to take a share of all
     * @param group samples of the same group stay together, so that nothing of the test is seen in training
     */
    static <T> Parts<T> of(List<T> all, List<T> test, Function<T, ?> group, DataOptions options) {
        Map<Object, List<T>> groups = new LinkedHashMap<>();
        all.forEach(one ->
                groups.computeIfAbsent(group.apply(one), g -> new ArrayList<>()).add(one));
        List<List<T>> shuffled = new ArrayList<>(groups.values());
        Collections.shuffle(shuffled, new Random(options.splitSeed()));
        int tested = test.isEmpty() ? share(shuffled, options.testSplit()) : 0;
        List<List<T>> rest = shuffled.subList(0, shuffled.size() - tested);
        int validated = share(rest, options.validationSplit());
        Parts<T> parts = new Parts<>(
                flat(rest.subList(0, rest.size() - validated)),
                flat(rest.subList(rest.size() - validated, rest.size())),
                test.isEmpty() ? flat(shuffled.subList(rest.size(), shuffled.size())) : test);
        if (parts.training.isEmpty() || parts.test.isEmpty()) {
            throw new InvalidArgumentException(JerasException.message(
                    "There is too little data.",
                    "something to learn from and something to be judged by",
                    all.size() + " samples, of which " + parts.training.size() + " to learn from and "
                            + parts.test.size() + " to be judged by",
                    "give more data, or other shares with --test-split and --validation-split"));
        }
        return parts;
    }

    private static int share(List<?> of, double share) {
        return (int) Math.round(of.size() * share);
    }

    private static <T> List<T> flat(List<List<T>> groups) {
        return groups.stream().flatMap(List::stream).toList();
    }

    /** At most the first so many samples to learn from. */
    Parts<T> limited(int count) {
        return new Parts<>(training.subList(0, Math.min(count, training.size())), validation, test);
    }

    /** "800 sentences to train on, 100 to validate with, 100 to test with". */
    String describe(String what) {
        return String.format(
                Locale.ROOT,
                "%,d %s to train on%s, %,d to test with",
                training.size(),
                what,
                validation.isEmpty() ? "" : String.format(Locale.ROOT, ", %,d to validate with", validation.size()),
                test.size());
    }
}
