package jeras.zoo.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/**
 * A command that trains a model and writes it as a folder, and that knows how to ask such a folder later.
 *
 * <p>A recipe is a class with picocli's {@code @Command(name = "...", description = "...")}: its options are fields, {@link #call}
 * is its story and returns the exit code, the first line of its description stands in the overview. It is told to
 * {@code jeras.zoo.Recipes} and nobody else.
 */
public interface Recipe extends Callable<Integer> {

    /** The name of the command, which is also the kind of the folders that it writes. */
    String kind();

    /** The arguments of one run that is worth trying first, such as {@code "--dataset mnist"}. */
    String example();

    /**
     * Reads what {@link #call} has written.
     *
     * @throws jeras.FileFormatException if the folder is damaged
     */
    Predictor open(RecipeFolder folder);

    /**
     * Writes into an empty folder what DJL and DJL Serving need to ask the model without Jeras.
     *
     * @throws jeras.InvalidArgumentException if the model needs Jeras
     */
    void export(RecipeFolder folder, Path into) throws IOException;
}
