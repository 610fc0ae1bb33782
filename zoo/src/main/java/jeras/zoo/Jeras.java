package jeras.zoo;

import java.util.Set;
import java.util.concurrent.Callable;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.utils.Suggestions;
import jeras.zoo.recipe.Recipe;
import jeras.zoo.recipe.RecipeFolder;
import jeras.zoo.serve.Serve;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code jeras}: one command for each recipe, and {@code predict}, {@code serve} and
 * {@code export} for what they have written. */
@Command(
        name = "jeras",
        description = "Trains models by recipes, and asks the models that recipes have written.",
        usageHelpAutoWidth = true)
public final class Jeras implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and exit.")
    @SuppressWarnings("unused") // picocli reads it.
    private boolean help;

    private Jeras() {}

    /** Runs a command and ends the process: with code 1 if it failed, 2 if it was asked for something impossible. */
    public static void main(String... arguments) {
        System.exit(run(arguments));
    }

    /** Runs a command and returns the exit code. */
    static int run(String... arguments) {
        CommandLine line = new CommandLine(new Jeras());
        Recipes.all().forEach(recipe -> line.addSubcommand(recipe.kind(), recipe));
        line.addSubcommand("predict", new Predict());
        line.addSubcommand("serve", new Serve(folder -> Recipes.open(RecipeFolder.open(folder))));
        line.addSubcommand("export", new Export());
        return line.setParameterExceptionHandler((e, ignored) -> complain(2, refusal(e)))
                .setExecutionExceptionHandler((e, command, ignored) -> explain(e))
                .execute(arguments);
    }

    /** Without a command: what there is. */
    @Override
    public Integer call() {
        StringBuilder overview =
                new StringBuilder("Jeras is Keras for Java. These recipes train a model, say how good it is,"
                        + " and save it with a report:\n");
        for (Recipe recipe : Recipes.all()) {
            append(overview, recipe.kind(), recipe.example());
        }
        append(overview, "predict", Predict.EXAMPLE);
        append(overview, "serve", Serve.EXAMPLE);
        append(overview, "export", Export.EXAMPLE);
        overview.append("\nThe options of each: ./jeras COMMAND --help");
        System.out.println(overview);
        return 0;
    }

    private void append(StringBuilder overview, String command, String example) {
        overview.append("\n  ")
                .append(command)
                .append("\n      ")
                .append(firstLine(command))
                .append("\n      ./jeras ")
                .append((command + " " + example).strip())
                .append('\n');
    }

    private String firstLine(String command) {
        return spec.subcommands().get(command).getCommandSpec().usageMessage().description()[0];
    }

    private static String refusal(ParameterException e) {
        Set<String> commands = e.getCommandLine().getSubcommands().keySet();
        return e instanceof UnmatchedArgumentException unmatched
                        && !commands.isEmpty()
                        && !unmatched.getUnmatched().get(0).startsWith("-")
                ? Suggestions.unknown("command", unmatched.getUnmatched().get(0), commands)
                : e.getMessage() + "\nTry --help.";
    }

    private static int explain(Exception e) throws Exception {
        if (e instanceof JerasException) {
            return complain(e instanceof InvalidArgumentException ? 2 : 1, e.getMessage());
        }
        throw e;
    }

    static int complain(int exitCode, String message) {
        System.out.flush();
        System.err.println(message);
        return exitCode;
    }
}
