package jeras.training;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
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

    /** A program that computes what a step of prediction gives. */
    static Forward of(Model model, Signature signature, Device device, Function<StepData, List<Tensor>> step) {
        return recorded(signature, device, (x, front) -> Steps.outputs(model, x, front, step));
    }

    /**
     * A program that computes something else on its way.
     *
     * @param chosen runs what records the model, and gives what the program gives
     */
    static Forward probing(Model model, Signature signature, Device device, Function<Runnable, List<Tensor>> chosen) {
        return recorded(signature, device, (x, front) -> chosen.apply(() -> Steps.outputs(model, x, front)));
    }

    private static Forward recorded(
            Signature signature, Device device, BiFunction<List<Placeholder>, Front, List<Tensor>> body) {
        List<Placeholder> x = Signature.placeholders("x", signature.x());
        Front front = new Front(x);
        List<Tensor> strings = new ArrayList<>();
        Program program = Program.builder(device)
                .function(
                        "predict",
                        false,
                        () -> {
                            List<Tensor> numbers = new ArrayList<>();
                            for (Tensor output : body.apply(x, front)) {
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
