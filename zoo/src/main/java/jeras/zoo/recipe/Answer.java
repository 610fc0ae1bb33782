package jeras.zoo.recipe;

import com.google.gson.JsonObject;

/** What a model says to one input. */
public interface Answer {

    /** One line for a reader, with the {@code top} best guesses. */
    String text(int top);

    /** The same for a program. */
    JsonObject json(int top);
}
