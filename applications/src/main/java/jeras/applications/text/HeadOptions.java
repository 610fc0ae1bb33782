package jeras.applications.text;

import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.activations.Activation;

/** What the last layers of a classifier or a tagger may be told. */
public final class HeadOptions {
    private int classes;
    private double dropout;
    private Activation activation = Activation.of("linear");
    private boolean compile = true;

    HeadOptions(int classes, double dropout) {
        this.classes = classes;
        this.dropout = dropout;
    }

    /** The number of outputs. Default: one for each of the encoder's labels. */
    public HeadOptions classes(int value) {
        if (value < 1) {
            throw new InvalidArgumentException(JerasException.message(
                    "A model cannot have this number of classes.",
                    "1 or more",
                    Integer.toString(value),
                    "give the number of different labels"));
        }
        classes = value;
        return this;
    }

    /** The share that training drops before the last layer. Default: that of the encoder's configuration. */
    public HeadOptions dropout(double rate) {
        dropout = rate;
        return this;
    }

    /** The activation of the outputs, such as {@code "softmax"}. Default: {@code linear}, the outputs are logits. */
    public HeadOptions activation(String id) {
        return activation(Activation.of(id));
    }

    /** The activation of the outputs. Default: {@code linear}, the outputs are logits. */
    public HeadOptions activation(Activation value) {
        activation = value;
        return this;
    }

    /**
     * Whether the model is compiled, with Adam at a rate of 5e-5 and the loss of the encoder's problem type. Default: true; a
     * later {@code compile} replaces it.
     */
    public HeadOptions compile(boolean value) {
        compile = value;
        return this;
    }

    int classes() {
        return classes;
    }

    double dropout() {
        return dropout;
    }

    Activation activation() {
        return activation;
    }

    boolean compile() {
        return compile;
    }
}
