package jeras.zoo.bert;

import com.google.gson.JsonObject;
import java.util.List;
import jeras.Model;
import jeras.applications.text.TextBatches;
import jeras.applications.text.TextEncoder;
import jeras.applications.text.TextTokenizer;
import jeras.optimizers.Optimizer;

/** What a BERT learns: the samples, the model for them, and how good it is. */
public interface TextTask {
    /** The data in one line. */
    String describe();

    /** The encoder, knowing the names of the labels. */
    TextEncoder named(TextEncoder encoder);

    /** The model on the encoder, not compiled; its outputs are logits. */
    Model model(TextEncoder encoder);

    /** Compiles with the loss and measures of the task. */
    void compile(Model model, Optimizer optimizer);

    /** The log that tells the best epoch. */
    String monitor();

    /** What to learn from. */
    TextBatches training(TextTokenizer tokenizer);

    /** What to look at after each epoch; of size 0 when there is nothing. */
    TextBatches validation(TextTokenizer tokenizer);

    /** The texts to learn from, without what is right for them. */
    List<String> texts();

    /** How good a model is on what it has not seen. */
    Judgement judge(Model model, TextTokenizer tokenizer);

    /** What is needed to ask the model later. */
    JsonObject settings();

    /** An input for the command line, to try. */
    String example();
}
