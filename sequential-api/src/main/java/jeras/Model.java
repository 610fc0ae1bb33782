package jeras;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import jeras.backend.Backend;
import jeras.data.Batch;
import jeras.data.Dataset;
import jeras.data.Inputs;
import jeras.graph.Graph;
import jeras.graph.ModelSummary;
import jeras.graph.SummaryOptions;
import jeras.layers.InputLayer;
import jeras.layers.Layer;
import jeras.metrics.Metric;
import jeras.ops.Tensor;
import jeras.optimizers.Optimizer;
import jeras.saving.Exports;
import jeras.saving.Inspection;
import jeras.saving.JavaSource;
import jeras.saving.LoadOptions;
import jeras.saving.ModelReader;
import jeras.saving.ModelWriter;
import jeras.saving.SaveOptions;
import jeras.saving.WeightOptions;
import jeras.training.CompileOptions;
import jeras.training.EvaluateOptions;
import jeras.training.FitOptions;
import jeras.training.StepData;
import jeras.training.StepLogs;
import jeras.training.Trainer;

/**
 * Layers that are trained, evaluated and asked together.
 *
 * <p>Made in one of three ways: a {@link Sequential} stack; {@link #of(Tensor, Tensor)} from symbolic inputs to outputs; or a
 * class of one's own that holds layers in fields and overrides {@code call}:
 *
 * <pre>{@code
 * class Net extends Model {
 *     final Dense hidden = Dense.of(128).activation("relu");
 *     final Dense output = Dense.of(10).activation("softmax");
 *
 *     protected Tensor call(Tensor x) {
 *         return output.apply(hidden.apply(x));
 *     }
 * }
 * }</pre>
 *
 * <p>Data may be given as {@link Array}, nested Java arrays, DJL's {@code NDArray}, a list with one of these for each input, or a
 * map by input name.
 *
 * @see <a href="https://keras.io/api/models/model/">keras.Model</a>
 */
public abstract class Model extends Layer {
    private final Trainer trainer = new Trainer(this, this::trainStep, this::testStep, this::predictStep);

    protected Model() {}

    protected Model(String name) {
        super(name);
    }

    /** A model from one symbolic input to one output. */
    public static Model of(Tensor input, Tensor output) {
        return of(List.of(input), List.of(output));
    }

    /** A model from several symbolic inputs to one output. */
    public static Model of(List<? extends Tensor> inputs, Tensor output) {
        return of(inputs, List.of(output));
    }

    /** A model from one symbolic input to several outputs. */
    public static Model of(Tensor input, List<? extends Tensor> outputs) {
        return of(List.of(input), outputs);
    }

    /** A model from symbolic inputs to outputs. */
    public static Model of(List<? extends Tensor> inputs, List<? extends Tensor> outputs) {
        return of(null, inputs, outputs, List.of());
    }

    /** A functional model with a name. */
    public static Model of(String name, List<? extends Tensor> inputs, List<? extends Tensor> outputs) {
        return of(name, inputs, outputs, List.of());
    }

    /**
     * A functional model that lists its layers in an order of their names, for readers of files.
     *
     * @param name null to leave it to the model that this one becomes part of
     */
    public static Model of(
            String name, List<? extends Tensor> inputs, List<? extends Tensor> outputs, List<String> order) {
        return new FunctionalModel(name, inputs, outputs, order);
    }

    // ---- files -----------------------------------------------------------------------------------------------------

    /**
     * Reads a model that Jeras or Keras has saved: architecture, weights, and, where all its parts are known, what
     * {@code compile} was told with the optimizer's state.
     *
     * @throws FileFormatException if the file is missing, damaged or hostile
     * @throws UnsupportedPartException if the model needs something that Jeras does not have, such as a layer
     */
    public static Model load(String file) {
        return load(Path.of(file));
    }

    /** As {@link #load(String)}. */
    public static Model load(Path file) {
        return ModelReader.read(file).model();
    }

    /**
     * As {@link #load(String)}, with what files need that hold parts of one's own.
     *
     * <pre>{@code
     * Model.load("m.keras", o -> o.customObject("Scale", Scale.class, c -> new Scale(c.number("factor"))))
     * }</pre>
     */
    public static Model load(String file, Consumer<LoadOptions> options) {
        return load(Path.of(file), options);
    }

    /** As {@link #load(String, Consumer)}. */
    public static Model load(Path file, Consumer<LoadOptions> options) {
        LoadOptions told = new LoadOptions();
        options.accept(told);
        return ModelReader.read(file, told).model();
    }

    /** What is in a file, layer by layer, and what of it Jeras does not have; nothing is computed, no weights are loaded. */
    public static Inspection inspect(String file) {
        return inspect(Path.of(file));
    }

    /** As {@link #inspect(String)}. */
    public static Inspection inspect(Path file) {
        return Inspection.of(file);
    }

    /**
     * Writes the model as a {@code .keras} file, which Keras loads too, in the place of a file that is there.
     *
     * @throws InvalidArgumentException if the model has a part of one's own, which no file can hold
     */
    public final void save(String file) {
        save(Path.of(file));
    }

    /** As {@link #save(String)}. */
    public final void save(Path file) {
        ModelWriter.write(this, file);
    }

    /** As {@link #save(String)}: {@code save("m.keras", s -> s.trainingRecord(history))}. */
    public final void save(String file, Consumer<SaveOptions> options) {
        save(Path.of(file), options);
    }

    /** As {@link #save(String, Consumer)}. */
    public final void save(Path file, Consumer<SaveOptions> options) {
        SaveOptions told = new SaveOptions();
        options.accept(told);
        ModelWriter.write(this, file, told);
    }

    /**
     * Reads weights into this model, which must be built: from a {@code .weights.h5} file, a {@code .keras} file, or an
     * {@code .h5} file of Keras 1 or 2.
     */
    public final void loadWeights(String file) {
        loadWeights(Path.of(file));
    }

    /** As {@link #loadWeights(String)}. */
    public final void loadWeights(Path file) {
        ModelReader.readWeights(this, file);
    }

    /** As {@link #loadWeights(String)}: {@code loadWeights("old.h5", o -> o.byName(true).skipMismatch(true))}. */
    public final void loadWeights(String file, Consumer<WeightOptions> options) {
        loadWeights(Path.of(file), options);
    }

    /** As {@link #loadWeights(String, Consumer)}. */
    public final void loadWeights(Path file, Consumer<WeightOptions> options) {
        WeightOptions told = new WeightOptions();
        options.accept(told);
        ModelReader.readWeights(this, file, told);
    }

    /** Writes the weights, and the optimizer's state, as a {@code .weights.h5} file. */
    public final void saveWeights(String file) {
        saveWeights(Path.of(file));
    }

    /** As {@link #saveWeights(String)}. */
    public final void saveWeights(Path file) {
        ModelWriter.writeWeights(this, file);
    }

    /**
     * The architecture as the JSON text that Keras, too, writes and reads: layers with their arguments, neither weights nor what
     * {@code compile} was told.
     *
     * @throws InvalidArgumentException if the model has a part of one's own that is not registered
     * @see <a href="https://keras.io/api/models/model_saving_apis/model_config_serialization/">Keras: to_json</a>
     */
    public final String toJson() {
        return ModelWriter.json(this);
    }

    /**
     * A model of the architecture that {@link #toJson} or Keras's has written, with new weights.
     *
     * @throws FileFormatException if it is not the text of a model
     * @throws UnsupportedPartException if the model needs something that Jeras does not have, such as a layer
     * @see <a href="https://keras.io/api/models/model_saving_apis/model_config_serialization/">Keras: model_from_json</a>
     */
    public static Model fromJson(String json) {
        return fromJson(json, o -> {});
    }

    /** As {@link #fromJson(String)}, with what texts need that name parts of one's own. */
    public static Model fromJson(String json, Consumer<LoadOptions> options) {
        LoadOptions told = new LoadOptions();
        options.accept(told);
        return ModelReader.fromJson(json, told);
    }

    /**
     * A model of equal layers with new weights, which shares nothing with this one and is not compiled.
     *
     * @throws InvalidArgumentException if the model has a part of one's own that is not registered
     * @see <a href="https://keras.io/api/models/model_saving_apis/model_config_serialization/">Keras: clone_model</a>
     */
    public final Model cloneModel() {
        return fromJson(toJson());
    }

    /**
     * Writes the model's forward pass with its weights as a TorchScript file, for programs without Jeras: DJL, DJL Serving,
     * Python's {@code torch.jit.load}, C++. Its {@code forward} takes one tensor an input, of any data type, and any batch size.
     * It runs as in {@code predict}; the module's training mode drops out and normalizes as in {@code fit}.
     *
     * <pre>{@code model.export("digits.pt")}</pre>
     *
     * @param file a name that ends in {@code .pt}; a file that is there is replaced
     * @throws ModelStateException if the model has no weights yet
     * @throws FileFormatException if the file cannot be written; what was there before stays then
     */
    public final void export(String file) {
        export(Path.of(file));
    }

    /** As {@link #export(String)}. */
    public final void export(Path file) {
        ModelWriter.export(this, file);
    }

    /**
     * The model for DJL's {@code Predictor}, translators and DJL Serving, with a copy of the weights as they are now. Its input
     * and output are those of {@link #export}; of a model that takes strings, what comes after the layers that take them, which
     * {@link jeras.serving.TextTranslator} runs. The caller closes it.
     *
     * <pre>{@code
     * try (ai.djl.Model served = model.toDjl();
     *         Predictor<Image, Classifications> predictor =
     *                 served.newPredictor(ImageTranslator.of(model, List.of("cat", "dog")))) {
     *     predictor.predict(image);
     * }
     * }</pre>
     */
    public final ai.djl.Model toDjl() {
        return Exports.afterFront(this).load(displayName(), Backend.device(), false);
    }

    /**
     * The model as a trainable block, with a copy of the weights as they are now, to be part of DJL's own networks and training:
     * {@code djlModel.setBlock(model.toBlock())}.
     */
    public final Block toBlock() {
        return Exports.torchScript(this)
                .load(displayName(), Backend.device(), true)
                .getBlock();
    }

    /**
     * The Java that builds this model, and compiles it if it is compiled, as the source of a class whose {@code build()} makes an
     * equal one with new weights. It ports a model of Keras:
     *
     * <pre>{@code System.out.println(Model.load("model.keras").toJavaSource())}</pre>
     *
     * <p>What a layer has learned by {@code adapt}, such as a vocabulary, belongs to the weights: adapt it anew.
     *
     * @throws InvalidArgumentException if the model has a part of one's own, such as a layer
     */
    public final String toJavaSource() {
        return JavaSource.of(this);
    }

    // ---- training --------------------------------------------------------------------------------------------------

    /** Chooses optimizer, loss and metrics by Keras's ids. */
    public final void compile(String optimizer, String loss, String... metrics) {
        compile(c -> c.optimizer(optimizer).loss(loss).metrics(metrics));
    }

    /** Chooses optimizer, loss and metrics; compiling again begins with a new optimizer and leaves the weights. */
    public final void compile(Consumer<CompileOptions> options) {
        CompileOptions told = new CompileOptions();
        options.accept(told);
        trainer.compile(told);
    }

    /** Trains for one epoch. */
    public final History fit(Object x, Object y) {
        return fit(x, y, f -> {});
    }

    /**
     * Trains.
     *
     * @param x inputs, one row a sample
     * @param y targets, one row a sample
     */
    public final History fit(Object x, Object y, Consumer<FitOptions> options) {
        return trainer.fit(x, y, options);
    }

    /** Trains for one epoch on a data set of batches. */
    public final History fit(Dataset data) {
        return fit(data, f -> {});
    }

    /** Trains on a data set of batches. */
    public final History fit(Dataset data, Consumer<FitOptions> options) {
        return trainer.fit(data, options);
    }

    /** One step of training on one batch, and its measures. */
    public final Metrics trainOnBatch(Object x, Object y) {
        return trainer.trainOnBatch(x, y, null);
    }

    /** One step of training on one batch with sample weights, and its measures. */
    public final Metrics trainOnBatch(Object x, Object y, Object sampleWeight) {
        return trainer.trainOnBatch(x, y, sampleWeight);
    }

    /** Loss and metrics on data. */
    public final Metrics evaluate(Object x, Object y) {
        return evaluate(x, y, e -> {});
    }

    /** Loss and metrics on data. */
    public final Metrics evaluate(Object x, Object y, Consumer<EvaluateOptions> options) {
        return trainer.evaluate(x, y, options);
    }

    /** Loss and metrics on a data set of batches. */
    public final Metrics evaluate(Dataset data) {
        return evaluate(data, e -> {});
    }

    /** Loss and metrics on a data set of batches. */
    public final Metrics evaluate(Dataset data, Consumer<EvaluateOptions> options) {
        return trainer.evaluate(data, options);
    }

    // ---- a step of one's own ---------------------------------------------------------------------------------------

    /**
     * Records one step of training: what {@code fit} does with a batch. Override it for a step of your own; like every other
     * computation it is recorded once and compiled, and then runs as one native call.
     *
     * <pre>{@code
     * protected StepLogs trainStep(StepData data) {
     *     List<Tensor> yPred = applyAll(data.inputs());
     *     Tensor loss = computeLoss(data, yPred);
     *     optimizer().apply(Gradients.of(loss, trainableWeights()));
     *     return computeMetrics(data, yPred, loss);
     * }
     * }</pre>
     *
     * <p>A step may have several losses and optimizers, as that of a GAN: each {@link Optimizer#apply apply} moves its weights at
     * once, and what is recorded after it sees them moved. Java's {@code if} and {@code for} decide while recording; what depends
     * on values takes {@code Ops.cond} and its like.
     *
     * @return what progress bar, callbacks and history are told
     * @see <a href="https://keras.io/guides/custom_train_step_in_tensorflow/">Keras: customizing fit</a>
     */
    protected StepLogs trainStep(StepData data) {
        List<Tensor> yPred = applyAll(data.inputs());
        Tensor loss = computeLoss(data, yPred);
        optimizer().minimize(loss, trainableWeights());
        return computeMetrics(data, yPred, loss);
    }

    /** Records one step of evaluation: what {@code evaluate} and validation do with a batch. As {@link #trainStep}. */
    protected StepLogs testStep(StepData data) {
        List<Tensor> yPred = applyAll(data.inputs());
        return computeMetrics(data, yPred, computeLoss(data, yPred));
    }

    /**
     * Records one step of prediction: what {@code predict} gives for a batch, one tensor for each output. As {@link #trainStep};
     * {@link #export} and the models around this one take what {@code call} gives.
     *
     * <pre>{@code
     * protected List<Tensor> predictStep(StepData data) {
     *     return List.of(Ops.sigmoid(apply(data.x())));
     * }
     * }</pre>
     *
     * @param data the inputs; without targets and weights
     */
    protected List<Tensor> predictStep(StepData data) {
        return applyAll(data.inputs());
    }

    /**
     * What training minimizes, a scalar: the losses that {@code compile} chose for the outputs, and what layers and regularizers
     * add. Override it for another objective in the usual step.
     *
     * @see <a href="https://keras.io/api/models/model_training_apis/">Keras: Model.compute_loss</a>
     */
    protected Tensor computeLoss(StepData data, List<Tensor> yPred) {
        return trainer.computeLoss(data, yPred);
    }

    /**
     * Takes a batch into the mean of the loss and the metrics that {@code compile} chose. The logs are their results and those of
     * the metrics that the model and its layers hold in fields.
     */
    protected StepLogs computeMetrics(StepData data, List<Tensor> yPred, Tensor loss) {
        StepLogs logs = trainer.computeMetrics(data, yPred, loss);
        for (Metric metric : heldMetrics()) {
            logs = logs.and(metric);
        }
        return logs;
    }

    /**
     * What starts anew with each epoch: the metrics that {@code compile} chose, once the first step has settled them, and those
     * that the model and its layers hold in fields. Override it where a step of your own updates others.
     */
    public List<Metric> metrics() {
        Set<Metric> all = new LinkedHashSet<>(trainer.metrics());
        all.addAll(heldMetrics());
        return List.copyOf(all);
    }

    /**
     * The names of what the first step of training or evaluation has settled to be measured: {@code "loss"}, the metrics that
     * {@code compile} chose, each by the name that the history has for it, and those of {@link #metrics} besides. Keras 3 calls
     * all those of {@code compile} together {@code "compile_metrics"}.
     */
    public final List<String> metricsNames() {
        Set<String> names = new LinkedHashSet<>(trainer.metricsNames());
        List<Metric> compiled = trainer.metrics();
        metrics().stream().filter(m -> !compiled.contains(m)).map(Metric::name).forEach(names::add);
        return List.copyOf(names);
    }

    /** True unless it is a class of one's own that only trains, as a GAN may: without {@code call}. */
    public final boolean computes() {
        return ModelLayers.computes(getClass());
    }

    /** The output for data, one row a sample; the first when the model has several. Silent, unlike Keras's. */
    public final Array predict(Object x) {
        return predictAll(x).get(0);
    }

    /** The output for data, one row a sample; the first when the model has several. */
    public final Array predict(Object x, Consumer<EvaluateOptions> options) {
        return predictAll(x, options).get(0);
    }

    /** The output for data that go through in one batch, one row a sample; the first when the model has several. */
    public final Array predictOnBatch(Object x) {
        Batch batch = new Batch(Inputs.several(x, inputNames(), "input"), List.of(), List.of());
        return predict(x, p -> p.batchSize(Inputs.samples(batch)).verbose(0));
    }

    /** All outputs for data. */
    public final List<Array> predictAll(Object x) {
        return predictAll(x, p -> p.verbose(0));
    }

    /** All outputs for data. */
    public final List<Array> predictAll(Object x, Consumer<EvaluateOptions> options) {
        return x instanceof Dataset data ? trainer.predict(data, options) : trainer.predict(x, options);
    }

    /**
     * The output of every layer for data that go through in one batch, in the order in which the layers compute: for looking into a
     * model. A layer inside another has its path as its name, such as {@code "encoder/dense"}; of a layer that is called again, or gives
     * several outputs, the later ones are {@code "dense[1]"} and so on. What happens inside of loops, such as the steps of an RNN, is
     * not there, nor are texts.
     *
     * <pre>{@code
     * model.probe(x).forEach((name, value) -> System.out.println(name + ": mean " + value.mean()));
     * }</pre>
     */
    public final Map<String, Array> probe(Object x) {
        return trainer.probe(x);
    }

    /** Ends {@code fit} after the step that is under way; for callbacks. */
    public final void stopTraining() {
        trainer.stopTraining();
    }

    /** The optimizer that {@code compile} chose. */
    public final Optimizer optimizer() {
        return trainer.optimizer();
    }

    /** True after {@code compile}. */
    public final boolean isCompiled() {
        return trainer.options() != null;
    }

    /** The loops; for the parts of Jeras that work on models. */
    public final Trainer trainer() {
        return trainer;
    }

    /** The text of the compiled program that {@code "train"}, {@code "evaluate"} or {@code "predict"} runs. */
    public final String program(String which) {
        return trainer.text(which);
    }

    // ---- structure -------------------------------------------------------------------------------------------------

    /** The layers in order. */
    public List<Layer> layers() {
        return sublayers();
    }

    /** The layer with this name. */
    public final Layer layer(String name) {
        return ModelLayers.named(layers(), name);
    }

    /**
     * The layer at this place among {@link #layers()}, from 0.
     *
     * @throws InvalidArgumentException if there is none
     */
    public final Layer layer(int index) {
        return ModelLayers.at(title(), layers(), index);
    }

    /** The declared inputs; empty when the first data decides. */
    public List<InputLayer> inputLayers() {
        return List.of();
    }

    /** The names of the inputs; empty when none is declared. */
    public final List<String> inputNames() {
        return inputLayers().stream().map(Layer::name).toList();
    }

    /** The names of the outputs, by which losses and targets may be given; empty when they are not known. */
    public List<String> outputNames() {
        return List.of();
    }

    /** The graph of a functional model; empty for the others. */
    public Optional<Graph> graph() {
        return Optional.empty();
    }

    /** Layers, shapes and numbers of weights as a table. */
    public final ModelSummary summary() {
        return summary(s -> {});
    }

    /**
     * As {@link #summary()}, with Keras's options.
     *
     * <pre>{@code System.out.println(model.summary(s -> s.showTrainable(true).expandNested(true)))}</pre>
     */
    public final ModelSummary summary(Consumer<SummaryOptions> options) {
        return ModelSummary.of(this, options);
    }

    /** The shapes of the outputs for inputs of these shapes. */
    public final List<Shape> computeOutputShape(List<Shape> inputs) {
        return ModelShapes.outputs(
                this,
                inputs,
                IntStream.range(0, inputs.size()).mapToObj(this::inputType).toList());
    }

    /** The data type that an input has unless data say otherwise. */
    DataType inputType(int input) {
        return input < inputLayers().size() ? inputLayers().get(input).dataType() : DataType.FLOAT32;
    }

    /** Makes the weights for inputs of these shapes, the batch included; data do it by themselves. */
    public final void buildFor(List<Shape> inputs) {
        if (!isBuilt()) {
            computeOutputShape(inputs);
        }
    }

    /** As {@link #buildFor(List)}, for inputs of these data types where the model declares none. */
    public final void buildFor(List<Shape> inputs, List<DataType> types) {
        if (!isBuilt()) {
            ModelShapes.outputs(this, inputs, ModelShapes.declared(this, types));
        }
    }

    /** The refusal of data whose shape is not the declared one; for the training loop. */
    public ShapeMismatchException refuseInput(int input, Shape received) {
        return ModelShapes.refusal(inputLayers().get(input), received);
    }

    /** As Keras prints a model: {@code <Sequential name=sequential, built=true>}. */
    @Override
    public String toString() {
        return "<" + className() + " name=" + displayName() + ", built=" + isBuilt() + ">";
    }

    @Override
    protected final boolean isModel() {
        return true;
    }
}
