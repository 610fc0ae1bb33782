package jeras.backend;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import jeras.Array;
import jeras.ops.Placeholder;
import jeras.ops.Seeds;
import jeras.ops.Shapes;
import jeras.ops.Tensor;

/** A recorded function that arrays are put through at once, in any thread; one program for each set of shapes and types. */
public final class Eager {
    /** Images of so many shapes are remembered; each program takes a few milliseconds to make again. */
    private static final int MOST = 32;

    private final UnaryOperator<List<Tensor>> function;
    private final boolean training;
    private final FeedPool feeds = new FeedPool();
    private final Map<Key, Program> programs = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Program> eldest) {
            return size() > MOST;
        }
    };

    private record Spec(Shape shape, DataType dataType) {}

    private record Key(List<Spec> inputs, Device device) {}

    /**
     * @param training whether layers behave as in training
     */
    public Eager(boolean training, UnaryOperator<List<Tensor>> function) {
        this.training = training;
        this.function = function;
    }

    /**
     * The function's results for arrays.
     *
     * @param batched whether the first axis of the inputs is a batch, whose length may differ from call to call
     */
    public List<Array> call(List<Array> inputs, boolean batched) {
        List<Spec> specs = inputs.stream()
                .map(a -> new Spec(batched ? Shapes.with(a.shape(), 0, -1) : a.shape(), a.dataType()))
                .toList();
        Program program = program(new Key(specs, Backend.device()));
        if (training) {
            // What is drawn follows from Keras.setRandomSeed.
            Backend.seed(Seeds.next());
        }
        try (Feed feed = feeds.take(program.device())) {
            IntStream.range(0, inputs.size()).forEach(i -> feed.put(i, inputs.get(i)));
            return program.ask("call", feed, inputs.size(), false);
        }
    }

    private synchronized Program program(Key key) {
        return programs.computeIfAbsent(key, k -> {
            List<Placeholder> x = new ArrayList<>();
            k.inputs().forEach(s -> x.add(new Placeholder("x" + x.size(), s.shape(), s.dataType())));
            return Program.builder(k.device())
                    .function("call", x, training, () -> function.apply(List.copyOf(x)))
                    .build();
        });
    }
}
