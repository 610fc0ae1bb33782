package jeras.layers;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jeras.Array;
import jeras.backend.Backend;
import jeras.backend.Feed;
import jeras.backend.FeedPool;
import jeras.backend.Front;
import jeras.backend.Program;
import jeras.ops.Placeholder;
import jeras.ops.Shapes;
import jeras.ops.Tensor;

/** A layer applied to values: a small program of its own, made once for each rank, data type and length but the first. */
final class EagerCall {
    private static final FeedPool FEEDS = new FeedPool();

    private final Layer layer;
    private final Map<Key, Made> programs = new ConcurrentHashMap<>();

    private record Key(List<Shape> shapes, List<DataType> types, Device device) {}

    private record Made(Program program, Front front) {}

    EagerCall(Layer layer) {
        this.layer = layer;
    }

    List<Array> call(List<Array> inputs) {
        Device device = Backend.device();
        Key key = new Key(
                inputs.stream().map(EagerCall::open).toList(),
                inputs.stream().map(Array::dataType).toList(),
                device);
        Made made = programs.get(key);
        if (made == null) {
            synchronized (this) {
                made = programs.computeIfAbsent(key, this::make);
            }
        }
        try (Feed feed = FEEDS.take(device)) {
            List<Array> arguments = made.front.arguments(made.front.values(inputs));
            for (int i = 0; i < arguments.size(); i++) {
                feed.put(i, arguments.get(i));
            }
            return made.program.ask("call", feed, arguments.size(), true);
        }
    }

    private static Shape open(Array array) {
        return array.rank() == 0 ? array.shape() : Shapes.with(array.shape(), 0, -1);
    }

    private Made make(Key key) {
        List<Placeholder> x = new ArrayList<>();
        for (int i = 0; i < key.shapes.size(); i++) {
            x.add(new Placeholder("x" + i, key.shapes.get(i), key.types.get(i)));
        }
        Front front = new Front(x);
        Program program = Program.builder(key.device)
                .function(
                        "call",
                        false,
                        () -> front.record(() -> layer.applyAll(List.<Tensor>copyOf(x))),
                        front::parameters)
                .build();
        return new Made(program, front);
    }
}
