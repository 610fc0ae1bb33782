package jeras.training;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jeras.Array;
import jeras.Model;
import jeras.backend.Backend;
import jeras.backend.Feed;
import jeras.backend.FeedPool;
import jeras.data.Batch;
import jeras.data.Inputs;
import jeras.layers.Taps;
import jeras.ops.Tensor;

/** What each layer of a model gives for some data, by one program that has all of it as outputs. */
final class Probe {
    private final Model model;
    private final FeedPool feeds;
    private final List<String> names = new ArrayList<>();
    private final List<Tensor> outputs = new ArrayList<>();
    private final Map<String, Integer> calls = new LinkedHashMap<>();

    Probe(Model model, FeedPool feeds) {
        this.model = model;
        this.feeds = feeds;
    }

    Map<String, Array> run(Object x) {
        Batch data = DataCheck.checked(
                model, new Batch(Inputs.several(x, model.inputNames(), "input"), List.of(), List.of()));
        Signature signature = Signature.of(data, model.inputLayers());
        if (!model.isBuilt()) {
            signature.build(model);
        }
        Forward program = Forward.of(model, signature, Backend.device(), body -> {
            Taps.during(this::keep, body);
            return outputs;
        });
        int samples = Inputs.samples(data);
        try (Source source = Source.arrays(data, samples, samples, false);
                Source.Walk walk = source.walk();
                Feed feed = feeds.take(Backend.device())) {
            List<Array> values = program.ask(feed, walk.next(1));
            Map<String, Array> byName = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                byName.put(names.get(i), values.get(i));
            }
            return Collections.unmodifiableMap(byName);
        }
    }

    private void keep(Taps.Tap tap) {
        for (Tensor output : tap.outputs()) {
            if (output.dataType() != DataType.STRING) {
                int before = calls.merge(tap.path(), 1, Integer::sum) - 1;
                names.add(before == 0 ? tap.path() : tap.path() + "[" + before + "]");
                outputs.add(output);
            }
        }
    }
}
