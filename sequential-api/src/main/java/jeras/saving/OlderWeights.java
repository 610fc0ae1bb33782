package jeras.saving;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import jeras.Array;
import jeras.layers.KerasLayer;
import jeras.layers.Layer;
import jeras.ops.Variable;
import jeras.utils.Records;

/**
 * From the arrays that a layer had in Keras 1, in Keras 2 on another backend, or on cuDNN, to those that it has in Keras 3.
 *
 * <ul>
 *   <li>Keras 1: LSTM and GRU have three arrays for each gate; kernels of convolutions lie in the order of Theano's axes
 *   <li>Theano: kernels of convolutions are turned round, because it convolves where the others correlate
 *   <li>CuDNNLSTM, CuDNNGRU: kernels are transposed gate by gate, biases are two
 * </ul>
 */
final class OlderWeights {
    private static final Set<String> CELLS = Set.of("LSTMCell", "GRUCell", "ConvLSTMCell");
    private static final Set<String> CONVOLUTIONS =
            Set.of("Conv1D", "Conv2D", "Conv3D", "Conv2DTranspose", "ConvLSTMCell");

    /** Where the gates of Keras 3, i, f, c, o, stand in Keras 1: i, c, f, o. */
    private static final int[] LSTM_GATES = {0, 2, 1, 3};

    private static final int[] GRU_GATES = {0, 1, 2};

    private OlderWeights() {}

    /**
     * The variables of a layer as legacy files order them: those that train first.
     *
     * @param byLayer the variables in the order of the layers inside, each with all of its own
     * @param trainableFirst those that would train if nothing were frozen first
     * @param owners the innermost layer of each
     */
    record Target(
            List<Variable> variables,
            List<Variable> byLayer,
            List<Variable> trainableFirst,
            Map<Variable, Layer> owners) {
        Target(List<Variable> variables) {
            this(variables, variables, variables, Map.of());
        }
    }

    static Target target(Layer layer) {
        Set<Variable> order = new LinkedHashSet<>(layer.trainableWeights());
        order.addAll(layer.weights());
        List<Variable> state = new ArrayList<>();
        Set<Variable> learned = new LinkedHashSet<>();
        for (Variable v : layer.weights()) {
            if (v.name().startsWith("moving_")) {
                state.add(v);
            } else {
                learned.add(v);
            }
        }
        learned.addAll(state);
        Map<Variable, Layer> owners = new HashMap<>();
        Collection<Layer> all = WeightPaths.of(layer).values();
        all.forEach(l -> l.ownWeights().forEach(v -> owners.put(v, l)));
        return new Target(List.copyOf(order), layer.weights(), List.copyOf(learned), owners);
    }

    /** The arrays in the form of Keras 3; where they are not what Keras wrote, as they were. */
    static List<Array> modern(Target target, List<Array> saved, LegacyFile file) {
        boolean first = file.kerasVersion().startsWith("1");
        List<Array> arrays = first ? joined(target, saved) : new ArrayList<>(saved);
        if (arrays.size() != target.variables().size()) {
            return arrays;
        }
        boolean theano = file.backend().equals("theano");
        for (int i = 0; i < arrays.size(); i++) {
            Variable variable = target.variables().get(i);
            Layer owner = target.owners().get(variable);
            if (owner != null
                    && CONVOLUTIONS.contains(owner.className())
                    && variable.name().endsWith("kernel")) {
                arrays.set(i, convolution(arrays.get(i), variable, owner, first, theano));
            }
        }
        cudnn(target, arrays);
        return arrays;
    }

    /** Keras 1: W, U and b of each gate become one kernel, one recurrent kernel and one bias. */
    private static List<Array> joined(Target target, List<Array> saved) {
        List<Array> arrays = new ArrayList<>();
        int next = 0;
        for (Variable variable : target.variables()) {
            Layer owner = target.owners().get(variable);
            boolean cell = owner != null && CELLS.contains(owner.className());
            if (!cell) {
                if (next < saved.size()) {
                    arrays.add(saved.get(next++));
                }
                continue;
            }
            int[] gates = owner.className().equals("GRUCell") ? GRU_GATES : LSTM_GATES;
            List<Variable> own = owner.ownWeights();
            if (own.indexOf(variable) == 0 && next + 3 * gates.length <= saved.size() && own.size() == 3) {
                for (int part = 0; part < 3; part++) {
                    arrays.add(gates(saved.subList(next, next + 3 * gates.length), part, gates));
                }
                next += 3 * gates.length;
            }
        }
        arrays.addAll(saved.subList(next, saved.size()));
        return arrays;
    }

    private static Array gates(List<Array> saved, int part, int[] gates) {
        List<Array> parts =
                IntStream.of(gates).mapToObj(g -> saved.get(3 * g + part)).toList();
        return Array.concatenate(parts, parts.get(0).rank() - 1);
    }

    private static Array convolution(Array saved, Variable variable, Layer owner, boolean first, boolean theano) {
        int rank = variable.shape().dimension();
        Array kernel = saved;
        if (first && rank == 3 && kernel.rank() == 4) {
            // A convolution along one axis was one along two, one of them of length 1.
            boolean turned = kernel.shape().get(0) != variable.shape().get(0)
                    || kernel.shape().get(1) != 1
                    || kernel.shape().get(3) != variable.shape().get(2);
            kernel = turned ? kernel.transpose(2, 3, 1, 0) : kernel;
            kernel = kernel.reshape(
                    kernel.shape().get(0), kernel.shape().get(2), kernel.shape().get(3));
        }
        if (kernel.rank() != rank || rank < 4) {
            return theano && kernel.rank() == rank ? turned(kernel) : kernel;
        }
        boolean channelsFirst = "channels_first".equals(dataFormat(owner));
        boolean transposed = owner.className().endsWith("Transpose");
        if (first && channelsFirst) {
            int[] axes = new int[rank];
            for (int i = 0; i < rank - 2; i++) {
                axes[i] = i + 2;
            }
            axes[rank - 2] = transposed ? 0 : 1;
            axes[rank - 1] = transposed ? 1 : 0;
            kernel = kernel.transpose(axes);
        } else if (first && transposed) {
            kernel = kernel.transpose(0, 1, 3, 2);
        }
        kernel = theano ? turned(kernel) : kernel;
        boolean theanoAxes = rank == 4 && !kernel.shape().equals(variable.shape());
        return theanoAxes ? kernel.transpose(3, 2, 0, 1) : kernel;
    }

    private static String dataFormat(Layer owner) {
        if (owner instanceof KerasLayer<?, ?> known) {
            for (var component : known.config().getClass().getRecordComponents()) {
                if (component.getName().equals("dataFormat")) {
                    return String.valueOf(Records.get(known.config(), component));
                }
            }
        }
        return "";
    }

    /** A kernel turned round along all axes but channels. */
    private static Array turned(Array kernel) {
        List<String> axes = new ArrayList<>();
        for (int i = 0; i < kernel.rank(); i++) {
            axes.add(i < kernel.rank() - 2 ? "::-1" : ":");
        }
        return kernel.get(String.join(", ", axes));
    }

    /** cuDNN's biases are twice as long, or have an axis less, than those of the layer that does the same. */
    private static void cudnn(Target target, List<Array> arrays) {
        for (int i = 0; i + 2 < arrays.size(); i++) {
            Variable kernel = target.variables().get(i);
            Layer owner = target.owners().get(kernel);
            if (owner == null
                    || !CELLS.contains(owner.className())
                    || owner.ownWeights().indexOf(kernel) != 0) {
                continue;
            }
            boolean lstm = owner.className().equals("LSTMCell");
            int gates = lstm ? 4 : 3;
            Array bias = arrays.get(i + 2);
            long units = arrays.get(i + 1).shape().get(0);
            if (bias.rank() == 1 && bias.size() == 2L * gates * units) {
                arrays.set(i, input(arrays.get(i), gates));
                arrays.set(i + 1, recurrent(arrays.get(i + 1), gates));
                Array both = bias.reshape(2, gates * units);
                arrays.set(i + 2, lstm ? both.get(0).add(both.get(1)) : both);
            }
        }
    }

    /** Each gate's kernel (in, units) holds its numbers in the order of the transposed one. */
    private static Array input(Array kernel, int gates) {
        long in = kernel.shape().get(0);
        long units = kernel.shape().get(1) / gates;
        List<Array> all = new ArrayList<>();
        for (int g = 0; g < gates; g++) {
            Array gate = kernel.get(":, " + g * units + ":" + (g + 1) * units);
            all.add(gate.reshape(units, in).transpose(1, 0));
        }
        return Array.concatenate(all, 1);
    }

    private static Array recurrent(Array kernel, int gates) {
        long units = kernel.shape().get(0);
        List<Array> all = new ArrayList<>();
        for (int g = 0; g < gates; g++) {
            all.add(kernel.get(":, " + g * units + ":" + (g + 1) * units).transpose(1, 0));
        }
        return Array.concatenate(all, 1);
    }
}
