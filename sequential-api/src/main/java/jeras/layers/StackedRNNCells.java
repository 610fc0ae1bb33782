package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ShapeMismatchException;
import jeras.ops.Tensor;

/**
 * Several cells as one: each gets the output of the one before it.
 *
 * <ul>
 *   <li>input {@code (batch, in)} and the states of all cells, from the lowest up; output that of the last cell, then the new
 *       states
 * </ul>
 *
 * <pre>{@code RNN.of(StackedRNNCells.of(LSTMCell.of(64), LSTMCell.of(32)))}</pre>
 *
 * @see <a href="https://keras.io/api/layers/recurrent_layers/stacked_rnn_cell/">keras.layers.StackedRNNCells</a>
 */
public final class StackedRNNCells extends KerasLayer<StackedRNNCells, StackedRNNCells.Config> implements Cell {
    /** Keras's arguments. */
    record Config(List<Cell> cells) {
        Config {
            cells = List.copyOf(cells);
            if (cells.isEmpty()) {
                throw new InvalidArgumentException(JerasException.message(
                        "StackedRNNCells cannot be made.",
                        "at least one cell",
                        "none",
                        "give it cells, such as LSTMCell.of(32)"));
            }
            cells.forEach(cell -> requireLayer("StackedRNNCells", cell));
        }
    }

    StackedRNNCells(Config config) {
        super(config, StackedRNNCells::new);
    }

    /** The cells from the lowest up. */
    public static StackedRNNCells of(Cell... cells) {
        return of(Arrays.asList(cells));
    }

    /** The cells from the lowest up. */
    public static StackedRNNCells of(List<? extends Cell> cells) {
        return new StackedRNNCells(new Config(List.copyOf(cells)));
    }

    static void requireLayer(String wrapper, Cell cell) {
        if (!(cell instanceof Layer)) {
            throw new InvalidArgumentException(JerasException.message(
                    wrapper + " cannot be made.",
                    "cells that are layers",
                    "a " + cell.getClass().getSimpleName() + ", which is none",
                    "let the cell's class extend Layer"));
        }
    }

    List<Cell> cells() {
        return config.cells;
    }

    @Override
    Config configOfCopy() {
        return new Config(
                config.cells.stream().map(c -> (Cell) copyOf((Layer) c)).toList());
    }

    @Override
    public List<Shape> stateShapes() {
        return config.cells.stream().flatMap(c -> c.stateShapes().stream()).toList();
    }

    @Override
    public Shape outputShape() {
        return config.cells.get(config.cells.size() - 1).outputShape();
    }

    @Override
    public List<Tensor> initialStates(Tensor x) {
        return config.cells.stream().flatMap(c -> c.initialStates(x).stream()).toList();
    }

    @Override
    protected List<Layer> sublayers() {
        return config.cells.stream().map(Layer.class::cast).distinct().toList();
    }

    @Override
    public Map<String, Layer> savedParts() {
        return savedIn("cells", sublayers());
    }

    @Override
    public List<String> parameterNames() {
        return List.of("inputs", "states");
    }

    @Override
    public List<Object> callArguments(List<Tensor> inputs) {
        return List.of(inputs.get(0), nested(inputs.subList(1, inputs.size())));
    }

    /** States as Keras's {@code call} takes them: a tensor for a cell with one state, a list for one with several. */
    List<Object> nested(List<Tensor> states) {
        List<Object> each = new ArrayList<>();
        int from = 0;
        for (Cell cell : config.cells) {
            int to = from + cell.stateShapes().size();
            List<Tensor> own = states.subList(from, to);
            if (cell instanceof StackedRNNCells inner) {
                each.add(inner.nested(own));
            } else {
                each.add(own.size() == 1 ? own.get(0) : List.copyOf(own));
            }
            from = to;
        }
        return each;
    }

    @Override
    protected void build(Shape input) {
        Shape at = input;
        for (Cell cell : config.cells) {
            ((Layer) cell).ensureBuilt(List.of(at));
            at = new Shape(input.get(0)).addAll(cell.outputShape());
        }
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
        int states = stateShapes().size();
        if (inputs.size() != 1 + states) {
            throw new ShapeMismatchException(JerasException.message(
                    titleAndPlace() + " cannot make a step.",
                    "one input and " + states + " states",
                    inputs.size() + " tensors",
                    "apply it to the input and each state, or put it into an RNN"));
        }
        Tensor output = inputs.get(0);
        List<Tensor> all = new ArrayList<>();
        int from = 1;
        for (Cell cell : config.cells) {
            int to = from + cell.stateShapes().size();
            List<Tensor> step = new ArrayList<>(List.of(output));
            step.addAll(inputs.subList(from, to));
            List<Tensor> made = ((Layer) cell).applyAll(step);
            output = made.get(0);
            all.addAll(made.subList(1, made.size()));
            from = to;
        }
        all.add(0, output);
        return all;
    }
}
