package jeras.layers;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import jeras.ops.Recording;
import jeras.ops.Tensor;

/** Shows what each layer gives while a model is recorded, for those who look into it: {@code probe} and the check of numbers. */
public final class Taps {
    private static final ThreadLocal<Consumer<Tap>> LISTENER = new ThreadLocal<>();

    private Taps() {}

    /**
     * What a layer gave in one call.
     *
     * @param path the names of the layers around it and its own, such as {@code "encoder/dense"}
     */
    public record Tap(Layer layer, String path, List<Tensor> outputs) {}

    /**
     * Records something and is told of each call of a layer in it, when the layer has computed: the layers inside a model come before
     * it. What a loop or a branch does is not told: its values do not leave it.
     */
    public static void during(Consumer<Tap> listener, Runnable body) {
        Consumer<Tap> before = LISTENER.get();
        LISTENER.set(listener);
        try {
            body.run();
        } finally {
            LISTENER.set(before);
        }
    }

    /** @param calling the layers that are computing, from the outermost to the one that has */
    static void tell(Deque<Layer> calling, List<Tensor> outputs) {
        Consumer<Tap> listener = LISTENER.get();
        if (listener == null || Recording.isNested()) {
            return;
        }
        Deque<Layer> inside = new ArrayDeque<>(calling);
        if (inside.peekFirst().isModel()) {
            inside.removeFirst();
        }
        if (!inside.isEmpty()) {
            String path = inside.stream().map(Layer::displayName).collect(Collectors.joining("/"));
            listener.accept(new Tap(inside.peekLast(), path, List.copyOf(outputs)));
        }
    }
}
