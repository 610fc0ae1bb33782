package jeras.conformance;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import jeras.Array;
import jeras.History;
import jeras.Metrics;
import jeras.Model;
import jeras.UnsupportedPartException;
import jeras.backend.Values;
import jeras.ops.Variable;
import jeras.saving.LoadedModel;
import jeras.saving.ModelReader;
import jeras.training.CompileOptions;
import jeras.training.FitOptions;

/** A folder with a model, inputs and what Keras made of them. */
final class ConformanceCase {
    private static final String FILE = "case.json";

    private final Path folder;
    private final String name;

    private ConformanceCase(Path root, Path folder) {
        this.folder = folder;
        this.name = root.relativize(folder).toString().replace('\\', '/');
    }

    /** The cases below a folder whose names begin so, in alphabetical order. */
    static List<ConformanceCase> find(Path root, String prefix) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(f -> f.endsWith(FILE))
                    .map(f -> new ConformanceCase(root, f.getParent()))
                    .filter(c -> c.name.startsWith(prefix))
                    .sorted((a, b) -> a.name.compareTo(b.name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return name;
    }

    /** Runs the case; whatever goes wrong is an outcome. */
    Outcome run() {
        try {
            return new Run().outcome();
        } catch (UnsupportedPartException e) {
            return Outcome.skip(name, e.part());
        } catch (IOException | RuntimeException e) {
            return Outcome.fail(
                    name, String.valueOf(e.getMessage()) + " (" + e.getClass().getSimpleName() + ")");
        }
    }

    private final class Run {
        private final JsonObject json =
                JsonParser.parseString(Files.readString(folder.resolve(FILE))).getAsJsonObject();
        private final Map<String, Array> given = Npz.read(folder.resolve("inputs.npz"));
        private final Map<String, Array> expected = Npz.read(folder.resolve("expected.npz"));
        private final Comparison comparison =
                new Comparison(json.get("rtol").getAsDouble(), json.get("atol").getAsDouble());
        private final LoadedModel loaded = ModelReader.read(folder.resolve("model.keras"));
        private final Model model = loaded.model();

        Run() throws IOException {}

        Outcome outcome() {
            String kind = json.get("kind").getAsString();
            boolean training = kind.equals("fit") || kind.equals("evaluate");
            if (training && !loaded.missing().isEmpty()) {
                return Outcome.skip(name, String.join(", ", loaded.missing()));
            }
            switch (kind) {
                case "predict" -> predict();
                case "gradients" -> {
                    predict();
                    gradients();
                }
                case "fit" -> {
                    String unknown = fit();
                    if (!unknown.isEmpty()) {
                        return Outcome.skip(name, unknown);
                    }
                }
                case "evaluate" -> evaluate();
                default -> {
                    return Outcome.skip(name, "the kind " + kind);
                }
            }
            return comparison.outcome(name);
        }

        private List<Array> arrays(Map<String, Array> all, String letter) {
            List<Array> arrays = new ArrayList<>();
            for (int i = 0; all.containsKey(letter + i); i++) {
                arrays.add(all.get(letter + i));
            }
            return arrays;
        }

        private void predict() {
            List<Array> received = model.predictAll(arrays(given, "x"));
            List<Array> outputs = arrays(expected, "y");
            comparison.numbers("number of outputs", new double[] {received.size()}, new double[] {outputs.size()});
            for (int i = 0; i < Math.min(received.size(), outputs.size()); i++) {
                comparison.arrays("y" + i, received.get(i), outputs.get(i));
            }
        }

        private void gradients() {
            Map<String, Array> received = ModelGradients.of(model, arrays(given, "x"), arrays(given, "c"));
            expected.forEach((key, value) -> {
                if (!key.startsWith("y")) {
                    compare(received, key, "dw/", value);
                }
            });
            Set<String> extra = new LinkedHashSet<>(received.keySet());
            expected.keySet().forEach(key -> extra.remove(ours(received, key, "dw/")));
            comparison.names("gradients that Keras has not", extra, Set.of());
        }

        private void compare(Map<String, Array> received, String key, String prefix, Array value) {
            String ours = ours(received, key, prefix);
            if (ours.isEmpty()) {
                comparison.missing(key);
            } else {
                comparison.arrays(key, received.get(ours), value);
            }
        }

        /** Keras's paths begin with the name of a Sequential, ours never with that of the model. */
        private String ours(Map<String, Array> received, String key, String prefix) {
            String inside = prefix + model.name() + "/";
            String shorter = key.startsWith(inside) ? prefix + key.substring(inside.length()) : key;
            return received.containsKey(key) ? key : received.containsKey(shorter) ? shorter : "";
        }

        /** Trains and compares history and weights; what the options need that is not there, else nothing. */
        private String fit() {
            JsonObject options = json.getAsJsonObject("fit");
            FitArguments arguments = new FitArguments(options);
            if (!arguments.unknown().isEmpty()) {
                return arguments.unknown();
            }
            measureAsBefore();
            List<Array> y = arrays(given, "y");
            History history = model.fit(arrays(given, "x"), y, f -> {
                arguments.tell(f);
                if (given.containsKey("sample_weight0")) {
                    f.sampleWeight(given.get("sample_weight0"));
                }
            });
            Map<String, double[]> logs = new LinkedHashMap<>();
            json.getAsJsonObject("history").asMap().forEach((k, v) -> logs.put(k, numbers(v.getAsJsonArray())));
            comparison.names("history", history.history().keySet(), logs.keySet());
            logs.forEach((log, values) -> {
                if (history.history().containsKey(log)) {
                    comparison.numbers(
                            log, history.get(log).stream().mapToDouble(d -> d).toArray(), values);
                }
            });
            Map<String, Array> weights = new HashMap<>();
            Map<Variable, String> paths = KerasPaths.of(model);
            for (Variable weight : model.weights()) {
                weights.put("w/" + paths.getOrDefault(weight, weight.path()), Values.read(weight));
            }
            expected.forEach((key, value) -> compare(weights, key, "w/", value));
            return "";
        }

        /** Keras goes on with the metrics of an earlier compile, which its file does not name: the history does. */
        private void measureAsBefore() {
            CompileOptions.Told told = model.trainer().options().told();
            List<String> kept = json.getAsJsonObject("history").keySet().stream()
                    .filter(log -> !log.startsWith("val_")
                            && jeras.metrics.Metrics.ids().contains(log))
                    .toList();
            if (told.metrics().isEmpty() && model.outputNames().size() == 1 && !kept.isEmpty()) {
                model.compile(
                        c -> c.optimizer(told.optimizer()).loss(told.loss()).metrics(kept.toArray(String[]::new)));
            }
        }

        private void evaluate() {
            Metrics metrics = model.evaluate(arrays(given, "x"), arrays(given, "y"), e -> {
                e.verbose(0).batchSize(json.get("batch_size").getAsInt());
                if (given.containsKey("sample_weight0")) {
                    e.sampleWeight(given.get("sample_weight0"));
                }
            });
            Map<String, JsonElement> wanted = json.getAsJsonObject("metrics").asMap();
            comparison.names("metrics", metrics.asMap().keySet(), wanted.keySet());
            wanted.forEach((metric, value) -> {
                if (metrics.asMap().containsKey(metric)) {
                    double[] numbers =
                            value.isJsonArray() ? numbers(value.getAsJsonArray()) : new double[] {value.getAsDouble()};
                    comparison.numbers(metric, metrics.values(metric), numbers);
                }
            });
        }
    }

    static double[] numbers(JsonArray json) {
        return json.asList().stream().mapToDouble(JsonElement::getAsDouble).toArray();
    }

    /** The arguments of fit that a case names, and which of them Jeras does not have. */
    private record FitArguments(JsonObject json) {
        private static final Set<String> KNOWN = Set.of(
                "batch_size",
                "epochs",
                "initial_epoch",
                "validation_split",
                "validation_batch_size",
                "validation_freq",
                "steps_per_epoch",
                "class_weight",
                "shuffle");

        String unknown() {
            return json.keySet().stream()
                    .filter(k -> !KNOWN.contains(k))
                    .map(k -> "fit's " + k)
                    .reduce((a, b) -> a + ", " + b)
                    .orElse("");
        }

        void tell(FitOptions f) {
            f.verbose(0).shuffle(false);
            json.asMap().forEach((key, value) -> {
                switch (key) {
                    case "batch_size" -> f.batchSize(value.getAsInt());
                    case "epochs" -> f.epochs(value.getAsInt());
                    case "initial_epoch" -> f.initialEpoch(value.getAsInt());
                    case "validation_split" -> f.validationSplit(value.getAsDouble());
                    case "validation_batch_size" -> f.validationBatchSize(value.getAsInt());
                    case "validation_freq" -> f.validationFreq(value.getAsInt());
                    case "steps_per_epoch" -> f.stepsPerEpoch(value.getAsInt());
                    case "class_weight" -> {
                        Map<Integer, Double> weights = new HashMap<>();
                        value.getAsJsonObject()
                                .asMap()
                                .forEach((c, w) -> weights.put(Integer.valueOf(c), w.getAsDouble()));
                        f.classWeight(weights);
                    }
                    default -> {
                        // Shuffling is always off.
                    }
                }
            });
        }
    }
}
