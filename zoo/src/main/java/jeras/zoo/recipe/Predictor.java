package jeras.zoo.recipe;

import java.util.List;

/** A saved model, ready to be asked. */
@FunctionalInterface
public interface Predictor {

    /**
     * Answers, one for each input, in their order.
     *
     * @param inputs what a user types: names of files for images, sentences for texts; at least one
     * @throws jeras.JerasException if there is no answer to one of them; each is then asked alone
     */
    List<? extends Answer> predict(List<String> inputs);
}
