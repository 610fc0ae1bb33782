package jeras.applications.text;

import java.util.ArrayList;
import java.util.List;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.Model;
import jeras.layers.Add;
import jeras.layers.Dense;
import jeras.layers.Dropout;
import jeras.layers.Identity;
import jeras.losses.BinaryCrossentropy;
import jeras.losses.Loss;
import jeras.losses.SparseCategoricalCrossentropy;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.optimizers.Adam;

/** What stands on an encoder for each task, as transformers builds it. */
final class Heads {
    /** The rate that most recipes for fine-tuning begin with. */
    private static final double LEARNING_RATE = 5e-5;

    /** The target that transformers, too, skips: no word was masked here, or the place is no token of its own. */
    private static final int IGNORED = -100;

    private Heads() {}

    static Model backbone(EncoderConfig config, BackboneOptions options) {
        EncoderGraph encoder = new EncoderGraph(config, false);
        List<Tensor> outputs = new ArrayList<>(List.of(encoder.output()));
        if (options.pooled()) {
            if (!config.architecture().hasPooler()) {
                throw new InvalidArgumentException(JerasException.message(
                        "This encoder has no pooler.",
                        "an architecture with a pooler, such as bert",
                        config.modelType(),
                        "take the vectors of the tokens, or the classifier"));
            }
            outputs.add(pooled(encoder, config));
        }
        if (options.hiddenStates()) {
            outputs.addAll(encoder.hiddenStates());
        }
        return Model.of(encoder.inputs(), outputs);
    }

    private static Tensor pooled(EncoderGraph encoder, EncoderConfig config) {
        return encoder.dense("pooler", config.hiddenSize()).activation("tanh").apply(encoder.first());
    }

    static Model classifier(EncoderConfig config, HeadOptions options) {
        EncoderGraph encoder = new EncoderGraph(config, false);
        Tensor x = switch (config.architecture()) {
            case BERT -> dropout(options).apply(pooled(encoder, config));
            case DISTILBERT ->
                dropout(options).apply(before(encoder, config, "relu").apply(encoder.first()));
            case ROBERTA -> {
                Tensor dropped = Dropout.of(options.dropout()).apply(encoder.first());
                yield dropout(options).apply(before(encoder, config, "tanh").apply(dropped));
            }
        };
        Tensor scores = outputs(encoder, Task.CLASSIFIER, options).apply(x);
        Model model = Model.of(encoder.inputs(), scores);
        if (options.compile()) {
            compileClassifier(model, config.problem(options.classes()), options);
        }
        return model;
    }

    private static Dropout dropout(HeadOptions options) {
        return Dropout.of(options.dropout()).name("classifier_dropout");
    }

    private static Dense before(EncoderGraph encoder, EncoderConfig config, String activation) {
        return encoder.dense("pre_classifier", config.hiddenSize()).activation(activation);
    }

    private static Dense outputs(EncoderGraph encoder, Task task, HeadOptions options) {
        return encoder.dense(task.layer(), options.classes()).activation(options.activation());
    }

    private static boolean logits(HeadOptions options) {
        return options.activation().equals(jeras.activations.Activation.of("linear"));
    }

    private static void compileClassifier(Model model, String problem, HeadOptions options) {
        Loss loss = switch (problem) {
            case EncoderConfig.REGRESSION -> Loss.of("mean_squared_error");
            case EncoderConfig.MULTI_LABEL -> BinaryCrossentropy.of().fromLogits(logits(options));
            default -> SparseCategoricalCrossentropy.of().fromLogits(logits(options));
        };
        boolean counted = problem.equals(EncoderConfig.SINGLE_LABEL);
        model.compile(c -> {
            c.optimizer(Adam.of(LEARNING_RATE)).loss(loss);
            if (counted) {
                c.metrics("accuracy");
            }
        });
    }

    static Model tagger(EncoderConfig config, HeadOptions options) {
        EncoderGraph encoder = new EncoderGraph(config, false);
        Tensor dropped = Dropout.of(options.dropout()).name("tagger_dropout").apply(encoder.output());
        Model model = Model.of(
                encoder.inputs(), outputs(encoder, Task.TAGGER, options).apply(dropped));
        if (options.compile()) {
            model.compile(c -> c.optimizer(Adam.of(LEARNING_RATE))
                    .loss(SparseCategoricalCrossentropy.of()
                            .fromLogits(logits(options))
                            .ignoreClass(IGNORED)));
        }
        return model;
    }

    static Model answers(EncoderConfig config) {
        EncoderGraph encoder = new EncoderGraph(config, false);
        Tensor x = encoder.output();
        if (config.qaDropout() > 0) {
            x = Dropout.of(config.qaDropout()).name("qa_dropout").apply(x);
        }
        Tensor both = encoder.dense(Task.ANSWERS.layer(), 2).apply(x); // (batch, n, 2)
        Tensor start = Identity.of().name("start_logits").apply(Ops.getItem(both, "..., 0"));
        Tensor end = Identity.of().name("end_logits").apply(Ops.getItem(both, "..., 1"));
        Model model = Model.of(encoder.inputs(), List.of(start, end));
        model.compile(c -> c.optimizer(Adam.of(LEARNING_RATE))
                .loss(SparseCategoricalCrossentropy.of().fromLogits(true))
                .lossWeight("start_logits", 0.5)
                .lossWeight("end_logits", 0.5));
        return model;
    }

    static Model maskedWords(EncoderConfig config) {
        EncoderGraph encoder = new EncoderGraph(config, true);
        Tensor x = encoder.dense(Task.MASKED_WORDS.layer(), config.hiddenSize())
                .activation(HiddenActivation.of(
                        config.architecture() == Architecture.ROBERTA ? "gelu" : config.hiddenAct()))
                .apply(encoder.output());
        Tensor scores = encoder.scores(encoder.norm("mlm_norm").apply(x)); // (batch, n, words)
        // Keras has no layer that only adds a bias; a product with one times 1 is the same.
        Tensor one = Ops.onesLike(Ops.getItem(x, "0:1, 0:1, 0:1"));
        Tensor bias = Dense.of(config.vocabSize())
                .useBias(false)
                .kernelInitializer("zeros")
                .name("mlm_bias")
                .apply(one); // (1, 1, words)
        Model model = Model.of(encoder.inputs(), Add.of().name("logits").apply(scores, bias));
        model.compile(c -> c.optimizer(Adam.of(LEARNING_RATE))
                .loss(SparseCategoricalCrossentropy.of().fromLogits(true).ignoreClass(IGNORED)));
        return model;
    }
}
