package jeras.training;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import jeras.Array;
import jeras.Model;
import jeras.backend.Feed;
import jeras.backend.Front;
import jeras.backend.Program;
import jeras.ops.Placeholder;
import jeras.ops.Tensor;

/** The program of one signature that only computes outputs. Several threads may ask at once, each with a feed of its own. */
final class Forward {
    private final Program program;
    private final Front front;
    /** Null in the place of an output that the program computes: only strings stay with the host. */
    private final List<Tensor> strings;

    private Forward(Program program, Front front, List<Tensor> strings) {
        this.program = program;
        this.front = front;
        this.strings = strings;
    }

    static Forward of(Model model, Signature signature, Device device) {
        return of(model, signature, device, null);
    }

    /**
     * A program that computes something else on its way.
     *
     * @param chosen runs what records the model, and gives what the program gives; null for the model's outputs
     */
    static Forward of(Model model, Signature signature, Device device, Function<Runnable, List<Tensor>> chosen) {
        List<Placeholder> x = Signature.placeholders("x", signature.x());
        Front front = new Front(x);
        List<Tensor> strings = new ArrayList<>();
        Program program = Program.builder(device)
                .function(
                        "predict",
                        false,
                        () -> {
                            List<Tensor> numbers = new ArrayList<>();
                            for (Tensor output : outputs(model, x, front, chosen)) {
                                boolean isText = output.dataType() == DataType.STRING;
                                strings.add(isText ? output : null);
                                if (!isText) {
                                    numbers.add(output);
                                }
                            }
                            return numbers;
                        },
                        front::parameters)
                .build();
        return new Forward(program, front, strings);
    }

    private static List<Tensor> outputs(
            Model model, List<Placeholder> x, Front front, Function<Runnable, List<Tensor>> chosen) {
        return chosen == null ? Steps.outputs(model, x, front) : chosen.apply(() -> Steps.outputs(model, x, front));
    }

    /** The outputs for a batch. */
    List<Array> ask(Feed feed, Source.Step step) {
        List<Array> values = front.isEmpty() ? List.of() : front.values(step.x());
        int slots = Steps.fill(feed, step, front, values);
        List<Array> numbers = program.ask("predict", feed, slots, true);
        List<Array> outputs = new ArrayList<>();
        int next = 0;
        for (Tensor text : strings) {
            outputs.add(text == null ? numbers.get(next++) : front.value(text, values));
        }
        return outputs;
    }

    String text() {
        return program.text();
    }
}
