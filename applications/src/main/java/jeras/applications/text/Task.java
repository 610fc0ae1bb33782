package jeras.applications.text;

import java.util.List;
import jeras.Model;
import jeras.layers.Layer;

/** What a model ends in, which its layers' names tell. */
enum Task {
    CLASSIFIER("ForSequenceClassification", "classifier", true),
    TAGGER("ForTokenClassification", "tagger", true),
    ANSWERS("ForQuestionAnswering", "qa_outputs", false),
    MASKED_WORDS("ForMaskedLM", "mlm_dense", false),
    BACKBONE("Model", "", false);

    private final String suffix;
    private final String layer;
    private final boolean labels;

    Task(String suffix, String layer, boolean labels) {
        this.suffix = suffix;
        this.layer = layer;
        this.labels = labels;
    }

    /** The one whose layer a model has. */
    static Task of(Model model) {
        List<String> names = model.layers().stream().map(Layer::name).toList();
        for (Task task : values()) {
            if (names.contains(task.layer)) {
                return task;
            }
        }
        return BACKBONE;
    }

    /** What transformers' class for it ends in. */
    String suffix() {
        return suffix;
    }

    /** The name of the layer with the outputs' weights. */
    String layer() {
        return layer;
    }

    /** Whether its outputs are classes. */
    boolean hasLabels() {
        return labels;
    }
}
