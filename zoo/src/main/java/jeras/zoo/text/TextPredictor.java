package jeras.zoo.text;

import java.util.ArrayList;
import java.util.List;
import jeras.Array;
import jeras.Model;
import jeras.zoo.recipe.Predictor;
import jeras.zoo.recipe.Ranking;
import jeras.zoo.recipe.RecipeFolder;

/** Classifies texts with a saved model, which knows itself how to prepare them. */
record TextPredictor(Model model, List<String> classNames) implements Predictor {
    static TextPredictor of(RecipeFolder folder) {
        return new TextPredictor(folder.model(), folder.classNames());
    }

    @Override
    public List<Ranking> predict(List<String> texts) {
        Array probabilities = model.predict(texts.toArray(String[]::new)); // (n, classes)
        List<Ranking> answers = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            answers.add(Ranking.of(texts.get(i), probabilities.get(i).toDoubleArray(), classNames));
        }
        return answers;
    }
}
