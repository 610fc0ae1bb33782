package jeras.zoo;

import java.util.List;
import jeras.FileFormatException;
import jeras.utils.Suggestions;
import jeras.zoo.recipe.Predictor;
import jeras.zoo.recipe.Recipe;
import jeras.zoo.recipe.RecipeFolder;
import jeras.zoo.text.Sentiment;

/** All recipes, the one place that lists them. */
final class Recipes {
    private Recipes() {}

    /** New ones, as each run of a command fills in its own options. */
    static List<Recipe> all() {
        return List.of(new ImageClassification(), new Sentiment(), new BertFineTuning());
    }

    /** The predictor for a folder, by the recipe that has written it. */
    static Predictor open(RecipeFolder folder) {
        return of(folder).open(folder);
    }

    /** The recipe that has written a folder. */
    static Recipe of(RecipeFolder folder) {
        return all().stream()
                .filter(recipe -> recipe.kind().equals(folder.kind()))
                .findFirst()
                .orElseThrow(() -> new FileFormatException(unknown(folder.kind())));
    }

    private static String unknown(String kind) {
        return Suggestions.unknown(
                "recipe", kind, all().stream().map(Recipe::kind).toList());
    }
}
