package jeras.ops;

import ai.djl.Device;
import java.util.List;

/** What an operation writes itself to: the text of one function, line by line. */
public interface Script {
    /** The expression that stands for a tensor written before. */
    String ref(Tensor tensor);

    /** Gives a new tensor its name, made from the hint. */
    String declare(Tensor tensor, String hint);

    /** Whether anything that comes after reads the tensor. */
    boolean needs(Tensor tensor);

    /** Lets a tensor go by the name of another. */
    void alias(Tensor tensor, Tensor same);

    /** A name that nothing else has. */
    String temporary(String hint);

    void line(String text);

    /** Writes a loop's body one step deeper: the lines before, the operations that the results need, the lines after. */
    void body(Runnable before, Recording recording, List<Tensor> results, Runnable after);

    /**
     * Counts the gradients that are about to be taken.
     *
     * @return whether more are taken after them, which need what this thread has recorded for gradients so far
     */
    boolean gradientsFollow();

    /**
     * From here on operations are recorded for gradients, or not. Where no gradients follow, nothing is recorded any more whatever
     * is asked for.
     */
    void recordGradients(boolean wanted);

    /** From here on operations compute on this device; null for the one that the program runs on. */
    void computeOn(Device device);

    /** The expression of the device that operations compute on, such as {@code torch.device("cpu")}. */
    String device();
}
