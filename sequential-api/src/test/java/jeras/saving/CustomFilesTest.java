package jeras.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.Keras;
import jeras.Model;
import jeras.Sequential;
import jeras.UnsupportedPartException;
import jeras.activations.Activation;
import jeras.initializers.Constant;
import jeras.initializers.Initializer;
import jeras.layers.BatchNormalization;
import jeras.layers.Dense;
import jeras.layers.Layer;
import jeras.losses.Loss;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.ops.Variable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files with classes of a user's own, made by {@code custom_files.py}. */
class CustomFilesTest {
    private static final JsonObject TOLD = ToldByKeras.json("older/custom.json");

    @TempDir
    private Path folder;

    static final class Scale extends Layer {
        final double factor;
        final Dense inner = Dense.of(3).useBias(false);
        private Variable seen;
        private Variable w;

        Scale(double factor) {
            this.factor = factor;
        }

        @Override
        protected void build(Shape input) {
            seen = weight("seen", new Shape(), DataType.FLOAT32, false, Initializer.of("zeros"));
            w = weight("w", new Shape(3), Initializer.of("ones"));
        }

        @Override
        protected Tensor call(Tensor x) {
            return inner.apply(x).multiply(w).multiply(factor).add(seen);
        }
    }

    static final class Net extends Model {
        final int units;
        final Dense z = Dense.of(2);
        final List<Layer> blocks;
        final Dense d;
        final Dense d2;

        Net(int units) {
            this.units = units;
            blocks = List.of(Dense.of(units).activation("relu"), Dense.of(units), BatchNormalization.of());
            d = Dense.of(units);
            d2 = Dense.of(units);
        }

        @Override
        protected Tensor call(Tensor x) {
            Tensor y = x;
            for (Layer block : blocks) {
                y = block.apply(y);
            }
            return z.apply(d2.apply(d.apply(y)));
        }
    }

    static final class Distance extends Loss {
        @Override
        protected Tensor call(Tensor yTrue, Tensor yPred) {
            return Ops.mean(Ops.absolute(yTrue.subtract(yPred)).multiply(3), false, -1);
        }
    }

    private static void objects(LoadOptions options) {
        options.customObject("Scale", Scale.class, c -> new Scale(c.number("factor")))
                .customObject("mine>double", Activation.class, c -> x -> x.multiply(2))
                .customObject("mine>Twos", Initializer.class, c -> Constant.of(c.number("value")))
                .customObject("mine>distance", Loss.class, c -> new Distance());
    }

    private static void register() {
        Keras.register("mine>Scale", Scale.class, c -> new Scale(c.number("factor")), s -> Map.of("factor", s.factor));
        Keras.register("mine>Net", Net.class, c -> new Net(c.integer("units")), n -> Map.of("units", n.units));
    }

    @AfterEach
    void forget() {
        CustomObjects.REGISTERED.names().forEach(CustomObjects.REGISTERED::remove);
    }

    @Test
    void partsOfOnesOwnAreMadeByWhatTheUserGives() {
        Model model = Model.load(TestFiles.copy("older/parts.keras", folder), CustomFilesTest::objects);
        JsonObject told = TOLD.getAsJsonObject("parts");
        ToldByKeras.predictsAs(told, model);
        ToldByKeras.trainsAs(told, model, 1e-5);
        assertThat(model.layer("scale")).isInstanceOf(Scale.class);
    }

    @Test
    void aModelOfOnesOwnGetsItsWeightsByTheNamesOfItsFields() {
        register();
        Model model = Model.load(TestFiles.copy("older/net.keras", folder));
        JsonObject told = TOLD.getAsJsonObject("net");
        assertThat(model).isInstanceOf(Net.class);
        ToldByKeras.predictsAs(told, model);
        ToldByKeras.trainsAs(told, model, 1e-5);
    }

    @Test
    void whatIsRegisteredIsSavedAsPythonNamesIt() {
        register();
        Model model = Model.load(TestFiles.copy("older/net.keras", folder));
        model.save(folder.resolve("again.keras"));
        KerasArchive archive = KerasArchive.read(folder.resolve("again.keras"));
        assertThat(archive.config().get("module").isJsonNull()).isTrue();
        assertThat(archive.config().get("registered_name").getAsString()).isEqualTo("mine>Net");
        assertThat(archive.config().get("build_config")).hasToString("{\"input_shape\":[null,4]}");
        assertThat(archive.weights().children("")).containsExactly("blocks", "d", "d2", "layers", "optimizer");
        ToldByKeras.predictsAs(TOLD.getAsJsonObject("net"), Model.load(folder.resolve("again.keras")));
        Sequential stack = Sequential.of(Input.of(4), new Scale(0.25));
        stack.save(folder.resolve("stack.keras"));
        assertThat(((Scale) Model.load(folder.resolve("stack.keras")).layers().get(0)).factor)
                .isEqualTo(0.25);
    }

    @Test
    void aClassThatNobodyKnowsIsNamedWithTheWayOut() {
        Path file = TestFiles.copy("older/net.keras", folder);
        assertThatThrownBy(() -> Model.load(file))
                .isInstanceOf(UnsupportedPartException.class)
                .hasMessage(("Cannot read FILE (config.json).\n"
                                + "  expected: a model of parts that Jeras has\n"
                                + "  received: the class mine>Net, written in Python for this model, at \"net\"\n"
                                + "  fix:      write it as a Java class, and name it: Keras.register(\"Net\", ...), or"
                                + " customObject in Model.load; or replace it in Keras by layers of its own")
                        .replace("FILE", file.toString()));
    }

    @Test
    void aLayerOfTheFileCanBeReplaced() {
        Path file = TestFiles.copy("older/parts.keras", folder);
        Scale given = new Scale(0.5);
        Model model = Model.load(file, o -> {
            objects(o);
            o.replace("scale", given).compile(false);
        });
        assertThat(model.layer("scale")).isSameAs(given);
        assertThat(model.isCompiled()).isFalse();
        ToldByKeras.predictsAs(TOLD.getAsJsonObject("parts"), model);
    }

    @Test
    void aNameWithoutAClassIsRefused() {
        assertThatThrownBy(() -> Keras.register("mine>", Scale.class, c -> new Scale(1)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        The class cannot be registered.
                          expected: a name as Keras has it, "my_package>Scale" or "Scale"
                          received: "mine>"
                          fix:      give the package and the class's name in Python""");
    }

    @Test
    void layersKeepTheirPrecisionUnlessFloat32IsAskedFor() {
        Path file = TestFiles.copy("older/mixed.keras", folder);
        assertThat(Model.load(file).layers().stream().map(l -> l.dtypePolicy().name()))
                .containsExactly("mixed_float16", "float64");
        Model model = Model.load(file, o -> o.precision("float32"));
        assertThat(model.layers().stream().map(l -> l.dtypePolicy().name())).containsExactly("float32", "float32");
        assertThat(model.countParams()).isEqualTo(4 * 3 + 3 + 3 + 1);
    }

    @Test
    void legacyFilesOfKeras3TrainOn() {
        LoadedModel loaded = ModelReader.read(TestFiles.copy("older/legacy3.h5", folder));
        assertThat(loaded.missing()).isEmpty();
        JsonObject told = TOLD.getAsJsonObject("legacy3");
        ToldByKeras.predictsAs(told, loaded.model());
        ToldByKeras.trainsAs(told, loaded.model(), 1e-5);
    }

    @Test
    void anInspectionTellsWhatIsKnownAndWhatIsMissing() {
        Inspection inspection = Model.inspect(TestFiles.copy("older/parts.keras", folder));
        assertThat(inspection.loads()).isFalse();
        assertThat(inspection.missing()).containsExactly("Scale", "mine>double");
        assertThat(inspection).hasToString("""
                written by Keras 3.15.1
                  input_layer (InputLayer)
                ! scale (Scale)
                ! dense_1 (Dense)
                  dense_2 (Dense)
                Jeras does not have: Scale, mine>double""");
        Inspection known = Model.inspect(TestFiles.copy("older/dense.h5", folder));
        assertThat(known.loads()).isTrue();
        assertThat(known).hasToString("""
                written by Keras 2.15.0
                  first_input (InputLayer)
                  first (Dense) kernel (3, 4), bias (4,)
                  normal (BatchNormalization) gamma (4,), beta (4,), moving_mean (4,), moving_variance (4,)
                  leaky_re_lu (LeakyReLU)
                  last (Dense) kernel (4, 2), bias (2,)""");
    }
}
