package jeras.backend;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jeras.Array;
import jeras.ExecutionException;
import jeras.JerasException;
import jeras.ops.Placeholder;
import jeras.ops.Recording;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import jeras.utils.Printout;

/**
 * Recorded functions over shared variables, written as one TorchScript module and loaded as an ordinary DJL block.
 *
 * <p>A call of a function is one native call. The variables are bound to the module once; a function changes them in place.
 */
public final class Program {
    private static final Pattern PLACE = Pattern.compile("__torch__\\.py\", line (\\d+)");
    private static final Pattern REASON = Pattern.compile("(?s).*\\n(?:[A-Za-z]*Error|Exception): (.*)");

    private final Device device;
    private final String text;
    private final List<String> scopes;
    private final Map<String, Function> functions;
    private final PtSymbolBlock block;

    /**
     * @param results the data types that a call is to give
     * @param repeats whether a call runs once for each row of its last argument
     * @param printed what begins the line of each value that is printed, those being the last ones of the result
     */
    private record Function(
            List<DataType> results,
            boolean hasGradients,
            NDArray selector,
            Extent extent,
            boolean repeats,
            List<Print> printed) {}

    /** The beginning of a line, and the data type of the value that follows. */
    private record Print(String label, DataType type) {}

    private Program(
            Device device, String text, List<String> scopes, Map<String, Function> functions, PtSymbolBlock block) {
        this.device = device;
        this.text = text;
        this.scopes = scopes;
        this.functions = functions;
        this.block = block;
        List<NDArray> selectors =
                functions.values().stream().map(Function::selector).toList();
        DeviceValue.CLEANER.register(this, () -> {
            block.close();
            selectors.forEach(NDArray::close);
        });
    }

    public static Builder builder(Device device) {
        return new Builder(device);
    }

    /** Collects functions, each recorded when it is added. */
    public static final class Builder {
        private final Device device;
        private final Map<String, Recorded> recorded = new LinkedHashMap<>();
        private final Map<String, Repetition> repeated = new LinkedHashMap<>();

        /** @param perRound whether the last parameter is one row of the last argument, and none of the data */
        private record Repetition(String function, boolean perRound) {}

        private record Recorded(List<Placeholder> parameters, Recording recording, List<Tensor> outputs) {}

        private Builder(Device device) {
            this.device = device;
        }

        /** Records a function outside training: the body's result is what a call returns. */
        public Builder function(String name, List<Placeholder> parameters, Supplier<List<Tensor>> body) {
            return function(name, parameters, false, body);
        }

        /** Records a function: the body's result is what a call returns. */
        public Builder function(
                String name, List<Placeholder> parameters, boolean training, Supplier<List<Tensor>> body) {
            return function(name, training, body, () -> parameters);
        }

        /** As the others; the parameters are asked for when the body has been recorded, which may have made some. */
        public Builder function(
                String name, boolean training, Supplier<List<Tensor>> body, Supplier<List<Placeholder>> parameters) {
            List<Tensor> outputs = new ArrayList<>();
            Recording recording = Recording.of(training, () -> outputs.addAll(body.get()));
            // An output that is an assigned variable means its new value.
            outputs.replaceAll(
                    t -> t instanceof Variable v ? recording.assigned().getOrDefault(v, v) : t);
            recording.printed().forEach(p -> outputs.add(p.tensor()));
            recorded.put(name, new Recorded(parameters.get(), recording, outputs));
            return this;
        }

        /**
         * A function that runs another one several times, on one part after the other of its arguments along their first axis, and
         * returns nothing. Its last argument is a matrix on the CPU with a row for each time.
         *
         * @param of a function whose result is not needed
         * @param perRound whether the function's last parameter is a row of the matrix; without, the rows are only counted
         */
        public Builder repeated(String name, String of, boolean perRound) {
            repeated.put(name, new Repetition(of, perRound));
            return this;
        }

        public Program build() {
            Map<Variable, Integer> places = new LinkedHashMap<>();
            recorded.values()
                    .forEach(r -> FunctionText.variables(r.recording(), r.outputs())
                            .forEach(v -> places.putIfAbsent(v, places.size())));
            Values.ensure(places.keySet(), device);
            List<String> lines = new ArrayList<>(List.of(
                    "class M(Module):",
                    "  __parameters__ = []",
                    "  __buffers__ = []",
                    "  training : bool",
                    "  v : List[Tensor]",
                    "  written0 : List[Tensor]",
                    "  written1 : List[Tensor]",
                    "  written2 : List[Tensor]",
                    "  written3 : List[Tensor]",
                    "  def bind(self: __torch__.M, v: List[Tensor]) -> List[Tensor]:",
                    "    self.v = v",
                    "    return annotate(List[Tensor], [])"));
            List<String> scopes = new ArrayList<>();
            lines.forEach(l -> scopes.add(""));
            PtNDManager manager = Backend.manager(device);
            Map<Variable, String> expressions = new LinkedHashMap<>();
            places.forEach((variable, place) -> expressions.put(variable, "v[" + place + "]"));
            FunctionText.Surroundings surroundings =
                    new FunctionText.Surroundings(expressions, "v = self.v", FunctionText.expression(device), false);
            Map<String, Function> functions = new LinkedHashMap<>();
            recorded.forEach((name, r) -> {
                FunctionText.Method method =
                        FunctionText.write(name, r.parameters(), r.recording(), r.outputs(), surroundings);
                lines.addAll(method.lines());
                scopes.addAll(method.scopes());
                functions.put(
                        name,
                        new Function(
                                r.outputs().stream().map(Tensor::dataType).toList(),
                                method.hasGradients(),
                                selector(manager, name),
                                Extent.of(r.recording()),
                                false,
                                r.recording().printed().stream()
                                        .map(p ->
                                                new Print(p.label(), p.tensor().dataType()))
                                        .toList()));
            });
            repeated.forEach((name, r) -> {
                Function once = functions.get(r.function());
                List<Placeholder> parameters = recorded.get(r.function()).parameters();
                int data = parameters.size() - (r.perRound() ? 1 : 0);
                List<String> text = Repeats.write(
                        name,
                        r.function(),
                        data,
                        r.perRound(),
                        once.hasGradients(),
                        !once.printed().isEmpty());
                lines.addAll(text);
                text.forEach(l -> scopes.add(""));
                functions.put(
                        name,
                        new Function(
                                once.results(),
                                once.hasGradients(),
                                selector(manager, name),
                                once.extent(),
                                true,
                                once.printed()));
            });
            String text = String.join("\n", lines) + "\n";
            Program program = new Program(device, text, scopes, functions, load(manager, text));
            program.bind(manager, places.keySet());
            return program;
        }

        private static NDArray selector(PtNDManager manager, String name) {
            NDArray selector = manager.create(0f);
            selector.setName("module_method:" + name);
            return selector;
        }

        private static PtSymbolBlock load(PtNDManager manager, String text) {
            try {
                return JniUtils.loadModule(manager, new ByteArrayInputStream(Archive.of(text)), false, false);
            } catch (EngineException e) {
                throw new ExecutionException("The program could not be compiled: " + e.getMessage() + "\n" + text, e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void bind(PtNDManager manager, Iterable<Variable> variables) {
        NDList list = new NDList();
        for (Variable v : variables) {
            PtNDArray array = Values.array(v);
            array.setName("v[]");
            list.add(array);
        }
        if (list.isEmpty()) {
            return;
        }
        try (NDArray selector = Builder.selector(manager, "bind")) {
            list.add(selector);
            IValueUtils.forward(block, list, true);
        }
    }

    /**
     * Calls a function. The caller closes what it returns.
     *
     * @param inputs one array for each parameter
     * @param inference true for speed when nothing that comes out, nor any variable, will ever take part in gradients
     */
    public NDList call(String name, List<? extends NDArray> inputs, boolean inference) {
        Function function = functions.get(name);
        NDList list = new NDList(inputs.size() + 1);
        list.addAll(inputs);
        // Outputs belong to the first array's manager, which must not be one that a caller is about to close.
        list.add(0, function.selector());
        long batch = samples(inputs, function.repeats());
        JniUtils.setNumThreads(function.extent().isSmall(batch) ? 1 : Backend.threads());
        boolean before = JniUtils.isGradMode();
        JniUtils.setGraphExecutorOptimize(false);
        JniUtils.setGradMode(function.hasGradients());
        try {
            return printing(function, IValueUtils.forward(block, list, !inference || function.hasGradients()));
        } catch (EngineException e) {
            throw explain(e);
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    /** Prints what the function was told to print, in each of its rounds; the others are what it gives. */
    private static NDList printing(Function function, NDList outputs) {
        List<Print> prints = function.printed();
        int first = function.repeats() ? 0 : outputs.size() - prints.size();
        for (int i = 0; !prints.isEmpty() && outputs.size() > first; i++) {
            Print print = prints.get(i % prints.size());
            try (NDArray value = outputs.remove(first)) {
                Printout.print(print.label(), Values.toHeap(value, print.type()));
            }
        }
        return outputs;
    }

    private static long samples(List<? extends NDArray> inputs, boolean repeated) {
        if (inputs.isEmpty() || inputs.get(0).getShape().dimension() == 0) {
            return 1;
        }
        long all = inputs.get(0).getShape().get(0);
        return repeated ? all / inputs.get(inputs.size() - 1).getShape().get(0) : all;
    }

    /** Calls a function of what lies in a feed's first slots, for its effects on the variables. */
    public void run(String name, Feed feed, int slots) {
        call(name, feed.arrays(slots), false).close();
    }

    /**
     * Calls a function of what lies in a feed's first slots and copies its results to the heap.
     *
     * @param inference as in {@link #call}
     */
    public List<Array> ask(String name, Feed feed, int slots, boolean inference) {
        return toHeap(name, call(name, feed.arrays(slots), inference));
    }

    /** Calls a function without parameters and copies its results to the heap. */
    public List<Array> ask(String name) {
        return toHeap(name, call(name, List.of(), false));
    }

    private List<Array> toHeap(String name, NDList outputs) {
        List<DataType> types = functions.get(name).results();
        try (outputs) {
            List<Array> arrays = new ArrayList<>(outputs.size());
            for (int i = 0; i < outputs.size(); i++) {
                arrays.add(Values.toHeap(outputs.get(i), types.get(i)));
            }
            return arrays;
        }
    }

    private ExecutionException explain(EngineException e) {
        String message = String.valueOf(e.getMessage());
        String where = "";
        Matcher place = PLACE.matcher(message);
        while (place.find()) {
            int line = Integer.parseInt(place.group(1)) - 1;
            if (line < scopes.size() && !scopes.get(line).isEmpty()) {
                where = scopes.get(line);
            }
        }
        Matcher reason = REASON.matcher(message);
        String what = reason.matches() ? reason.group(1).strip() : message;
        return new ExecutionException(
                JerasException.message(
                        "The program failed while it ran" + (where.isEmpty() ? "." : ", in layer \"" + where + "\"."),
                        "inputs that the layer can compute with",
                        what,
                        "check the values and shapes that reach it; model.program(...) shows the text"),
                e);
    }

    public Device device() {
        return device;
    }

    /** The TorchScript text: deterministic, with layer names as comments. */
    public String text() {
        return text;
    }
}
