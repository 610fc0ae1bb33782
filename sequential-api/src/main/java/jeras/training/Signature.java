package jeras.training;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import jeras.Array;
import jeras.Model;
import jeras.data.Batch;
import jeras.layers.InputLayer;
import jeras.ops.Placeholder;
import jeras.ops.Shapes;

/**
 * What a program is made for: the shapes, with any batch size, and the data types of what is fed to it. Data of another
 * signature need another program.
 */
record Signature(List<Spec> x, List<Spec> y, List<Spec> sampleWeight) {
    record Spec(Shape shape, DataType type) {}

    /**
     * @param declared the model's inputs, whose unknown axes stay unknown; empty when it declares none
     */
    static Signature of(Batch batch, List<InputLayer> declared) {
        List<Spec> x = new ArrayList<>();
        for (int i = 0; i < batch.x().size(); i++) {
            Array array = batch.x().get(i);
            Shape shape = Shapes.with(array.shape(), 0, -1);
            if (i < declared.size()) {
                for (int a = 0; a < shape.dimension(); a++) {
                    if (declared.get(i).batchShape().get(a) < 0) {
                        shape = Shapes.with(shape, a, -1);
                    } else if (a == 0) {
                        shape = Shapes.with(
                                shape, 0, declared.get(i).batchShape().get(0));
                    }
                }
            }
            x.add(new Spec(shape, array.dataType()));
        }
        return new Signature(List.copyOf(x), open(batch.y()), open(batch.sampleWeight()));
    }

    /** Makes the model's weights. */
    void build(Model model) {
        model.buildFor(
                x.stream().map(Spec::shape).toList(), x.stream().map(Spec::type).toList());
    }

    private static List<Spec> open(List<Array> arrays) {
        return arrays.stream()
                .map(a -> new Spec(Shapes.with(a.shape(), 0, -1), a.dataType()))
                .toList();
    }

    static List<Placeholder> placeholders(String name, List<Spec> specs) {
        List<Placeholder> made = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            String n = specs.size() == 1 ? name : name + i;
            made.add(new Placeholder(n, specs.get(i).shape(), specs.get(i).type()));
        }
        return made;
    }
}
