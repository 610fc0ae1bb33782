package jeras.zoo.bert;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import jeras.History;

/**
 * How good a model is on samples that it has not seen.
 *
 * @param summary some lines for the terminal
 * @param measures the numbers
 * @param report writes the report
 */
public record Judgement(String summary, Map<String, Double> measures, Report report) {
    /** Writes {@code report.md} and its pictures. */
    @FunctionalInterface
    public interface Report {
        /** Writes into an empty folder. */
        void writeTo(Path folder, Run run) throws IOException;
    }

    /** What a report says of the run: from where, how, and how to go on. */
    public record Run(
            String title,
            String data,
            History history,
            Map<String, String> settings,
            String command,
            String java,
            String python) {}
}
