package jeras.ops;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

    /** The same in the current recording, with what it reads from around it replaced. */
    Body replayed(Map<Tensor, Tensor> known, boolean training) {
        return of(() -> {
            Map<Tensor, Tensor> now = new HashMap<>(known);
            for (Op op : recording.ops()) {
                List<Tensor> in =
                        op.inputs().stream().map(t -> now.getOrDefault(t, t)).toList();
                List<Tensor> out = op.replay(in, training);
                for (int i = 0; i < out.size(); i++) {
                    now.put(op.outputs().get(i), out.get(i));
                }
            }
            return results.stream().map(t -> now.getOrDefault(t, t)).toList();
        });
    }

    /** Which new tensor stands for which old one. */
    static Map<Tensor, Tensor> pairs(List<Tensor> before, List<Tensor> now) {
        Map<Tensor, Tensor> pairs = new HashMap<>();
        for (int i = 0; i < before.size(); i++) {
            pairs.put(before.get(i), now.get(i));
        }
        return pairs;
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
