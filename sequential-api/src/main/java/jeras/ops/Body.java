package jeras.ops;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a loop or a branch does.
 *
 * @param recording its operations
 * @param results what it gives
 */
record Body(Recording recording, List<Tensor> results) {
    static Body of(Supplier<List<Tensor>> body) {
        List<Tensor> results = new ArrayList<>();
        Recording recording = Recording.nested(() -> results.addAll(body.get()));
        return new Body(recording, List.copyOf(results));
    }

    /** What it reads from around it, besides its parameters. */
    Set<Tensor> captured(List<? extends Tensor> parameters) {
        Set<Tensor> inside = new HashSet<>(parameters);
        Set<Tensor> needed = new LinkedHashSet<>(results);
        for (Op op : recording.ops()) {
            inside.addAll(op.outputs());
            needed.addAll(op.dependencies());
        }
        needed.removeAll(inside);
        return needed;
    }
}
