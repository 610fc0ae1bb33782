package jeras.zoo;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import jeras.zoo.recipe.OutputFolder;
import jeras.zoo.recipe.Recipe;
import jeras.zoo.recipe.RecipeFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes of a model that a recipe has written a folder for DJL and DJL Serving. */
@Command(
        name = "export",
        description = {
            "Writes a saved model as a folder that DJL and DJL Serving take as it is.",
            "Nothing of Jeras is needed to serve it."
        },
        footer = {
            "",
            "Examples:",
            "  jeras export digits-cnn                            writes digits-cnn-djl",
            "  jeras export bert-classification --output models/reviews",
            "Then: djl-serving -m models/reviews, or in Java",
            "  Criteria.builder().setTypes(Image.class, Classifications.class).optModelPath(folder)",
            "      .optTranslatorFactory(new DeferredTranslatorFactory()).build().loadModel()"
        },
        sortOptions = false,
        usageHelpAutoWidth = true)
final class Export implements Callable<Integer> {
    static final String EXAMPLE = "digits-cnn";
    private static final String KIND = "djl";

    @Parameters(index = "0", paramLabel = "FOLDER", description = "The folder that a recipe has written.")
    private Path folder;

    @Option(names = "--output", paramLabel = "DIR", description = "The folder to write; default: FOLDER-djl.")
    private Optional<Path> output = Optional.empty();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and exit.")
    @SuppressWarnings("unused") // picocli reads it.
    private boolean help;

    @Override
    public Integer call() {
        RecipeFolder source = RecipeFolder.open(folder);
        Recipe recipe = Recipes.of(source);
        Path name = folder.toAbsolutePath().normalize();
        OutputFolder target =
                OutputFolder.claim(output.orElseGet(() -> name.resolveSibling(name.getFileName() + "-djl")));
        target.write(KIND, new JsonObject(), into -> recipe.export(source, into));
        System.out.println("Exported for DJL and DJL Serving to " + target.path());
        return 0;
    }
}
