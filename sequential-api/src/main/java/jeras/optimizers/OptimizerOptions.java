package jeras.optimizers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ops.Variable;

/**
 * What every optimizer of Keras's catalogue may be told; null for what it was not.
 *
 * @param weightDecay the share, times the learning rate, by which each weight shrinks before an update
 * @param clipnorm the greatest norm of a variable's gradient
 * @param clipvalue the greatest absolute value of a gradient's elements
 * @param globalClipnorm the greatest norm of all gradients together
 * @param useEma whether the weights' moving averages are kept, which take their place at the end
 * @param emaMomentum how slowly the averages follow
 * @param emaOverwriteFrequency after how many updates the averages take the weights' place in between
 * @param lossScaleFactor what the loss is multiplied by, and the gradients divided by
 * @param gradientAccumulationSteps how many steps' gradients make one update
 * @param notDecayed patterns; a variable whose path has one of them somewhere is not decayed
 * @param learningRateFactors what the learning rate of variables is multiplied by whose path has the pattern somewhere
 */
public record OptimizerOptions(
        String name,
        Double weightDecay,
        Double clipnorm,
        Double clipvalue,
        Double globalClipnorm,
        boolean useEma,
        double emaMomentum,
        Integer emaOverwriteFrequency,
        Double lossScaleFactor,
        Integer gradientAccumulationSteps,
        List<String> notDecayed,
        Map<String, Double> learningRateFactors) {
    static final OptimizerOptions NONE =
            new OptimizerOptions(null, null, null, null, null, false, 0.99, null, null, null, List.of(), Map.of());

    public OptimizerOptions {
        List<String> given = new ArrayList<>();
        check(given, "clipnorm", clipnorm);
        check(given, "clipvalue", clipvalue);
        check(given, "globalClipnorm", globalClipnorm);
        if (given.size() > 1) {
            throw new InvalidArgumentException(JerasException.message(
                    "The optimizer cannot be made.",
                    "only one of clipnorm, clipvalue and globalClipnorm",
                    String.join(" and ", given),
                    "leave one of them"));
        }
        if (useEma && !(emaMomentum >= 0 && emaMomentum <= 1)) {
            throw refused("emaMomentum from 0 to 1", Double.toString(emaMomentum), "give a share, such as 0.99");
        }
        least("emaOverwriteFrequency", emaOverwriteFrequency, 1);
        least("gradientAccumulationSteps", gradientAccumulationSteps, 2);
        if (lossScaleFactor != null && !(lossScaleFactor > 0)) {
            throw refused("lossScaleFactor above 0", lossScaleFactor.toString(), "give a positive number");
        }
        notDecayed = List.copyOf(notDecayed);
        notDecayed.forEach(OptimizerOptions::pattern);
        learningRateFactors.forEach((pattern, factor) -> {
            pattern(pattern);
            if (!(factor >= 0) || Double.isInfinite(factor)) {
                throw refused(
                        "learningRateFactors of 0 or more",
                        "\"" + pattern + "\" = " + factor,
                        "give a share of the learning rate, such as 0.5");
            }
        });
        // In the order of the patterns, so that equal factors make equal programs.
        learningRateFactors = Collections.unmodifiableMap(new TreeMap<>(learningRateFactors));
    }

    private static void pattern(String regularExpression) {
        try {
            Pattern.compile(regularExpression);
        } catch (PatternSyntaxException e) {
            throw refused(
                    "regular expressions for the paths of variables",
                    "\"" + regularExpression + "\": " + e.getDescription(),
                    "write a part of a path, such as \"bias\"; Pattern.quote takes any text as it is");
        }
    }

    /** True when a variable's path has the pattern somewhere. */
    private static boolean has(String pattern, Variable variable) {
        return Pattern.compile(pattern).matcher(variable.path()).find();
    }

    /** Whether weight decay takes the variable. */
    boolean decays(Variable variable) {
        return notDecayed.stream().noneMatch(pattern -> has(pattern, variable));
    }

    /** What the learning rate of a variable is multiplied by: the product of all factors that its path has a pattern of. */
    double learningRateFactor(Variable variable) {
        return learningRateFactors.entrySet().stream()
                .filter(e -> has(e.getKey(), variable))
                .mapToDouble(Map.Entry::getValue)
                .reduce(1, (a, b) -> a * b);
    }

    private static void least(String option, Integer value, int least) {
        if (value != null && value < least) {
            throw refused(option + " of at least " + least, value.toString(), "leave it, or give more steps");
        }
    }

    private static InvalidArgumentException refused(String expected, String received, String fix) {
        return new InvalidArgumentException(
                JerasException.message("The optimizer cannot be made.", expected, received, fix));
    }

    private static void check(List<String> given, String option, Double limit) {
        if (limit == null) {
            return;
        }
        if (!(limit > 0)) {
            throw new InvalidArgumentException(JerasException.message(
                    "The optimizer cannot be made.", option + " above 0", limit.toString(), "give a positive number"));
        }
        given.add(option);
    }

    /** True when gradients are clipped. */
    boolean clips() {
        return clipnorm != null || clipvalue != null || globalClipnorm != null;
    }

    /** The gradients after clipping. */
    Gradients clip(Gradients gradients) {
        if (clipnorm != null) {
            return gradients.clippedToNorm(clipnorm);
        }
        if (clipvalue != null) {
            return gradients.clippedToValue(clipvalue);
        }
        return globalClipnorm == null ? gradients : gradients.clippedToGlobalNorm(globalClipnorm);
    }
}
