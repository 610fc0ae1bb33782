package jeras.zoo.bert;

import java.nio.file.Path;

/** How to go on with a saved model, in a program. */
public final class Usage {
    private Usage() {}

    /** The lines of Java that load the model and ask it. */
    public static String java(TextTask task, Path folder) {
        String ask = """
                TextEncoder bert = TextEncoder.fromPretrained(Path.of("%s"));
                TextTokenizer tokenizer = TextTokenizer.of(Path.of("%s"));
                """.formatted(folder, folder);
        return ask
                + switch (kind(task)) {
                    case "pairs" -> """
                Model model = bert.classifier();
                TokenBatch batch = tokenizer.batch(List.of(tokenizer.encode("a first text", "a second text")));
                Array logits = model.predict(batch.inputs(model.inputNames())); // (1, classes), of bert.labels()""";
                    case "tagging" -> """
                Model model = bert.tagger();
                TokenizedText text = tokenizer.encodeWords(List.of("Ada", "lives", "in", "London"));
                Array logits = model.predict(tokenizer.batch(List.of(text)).inputs(model.inputNames())); // (1, tokens, labels)
                text.firstTokens(); // the tokens that carry the labels of the words""";
                    case "questions" -> """
                Model model = bert.questionAnswering();
                TokenizedText text = tokenizer.encode("Who wrote it?", "It was written by Ada in 1843.");
                List<Array> logits = model.predictAll(tokenizer.batch(List.of(text)).inputs(model.inputNames()));
                int first = (int) logits.get(0).argMax(1).item(); // where the answer begins: text.start(first)""";
                    default -> """
                Model model = bert.classifier();
                TokenBatch batch = tokenizer.batch("a wonderful film", "dull and far too long");
                Array logits = model.predict(batch.inputs(model.inputNames())); // (2, classes), of bert.labels()""";
                };
    }

    /** The lines of Python that do the same. */
    public static String python(TextTask task, Path folder) {
        return switch (kind(task)) {
            case "pairs" ->
                pipeline(
                        "text-classification",
                        folder,
                        "{\"text\": \"a first text\", \"text_pair\": \"a second text\"}");
            case "tagging" -> pipeline("token-classification", folder, "\"Ada lives in London\"");
            case "questions" -> """
                from transformers import AutoModelForQuestionAnswering, AutoTokenizer

                model = AutoModelForQuestionAnswering.from_pretrained("%s")
                tokenizer = AutoTokenizer.from_pretrained("%s")""".formatted(folder, folder);
            default -> pipeline("text-classification", folder, "\"a wonderful film\"");
        };
    }

    private static String pipeline(String kind, Path folder, String input) {
        return """
                from transformers import pipeline

                ask = pipeline("%s", "%s")
                print(ask(%s))""".formatted(kind, folder, input);
    }

    private static String kind(TextTask task) {
        return task.settings().get("task").getAsString();
    }
}
