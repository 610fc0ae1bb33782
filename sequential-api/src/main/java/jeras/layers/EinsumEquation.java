package jeras.layers;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ops.Shapes;

/**
 * The equation of an {@link EinsumDense}: {@code ab,bc->ac}, {@code ...x,xy->...y} or {@code ab...,bc->ac...}.
 *
 * @param input the letters of the input's axes that have one
 * @param kernel the letters of the kernel's axes
 * @param output the letters of the output's axes that have one
 * @param left whether the axes without a letter come first
 */
record EinsumEquation(String text, String input, String kernel, String output, boolean left) {
    private static final Pattern WHOLE = Pattern.compile("([a-zA-Z]+),([a-zA-Z]+)->([a-zA-Z]+)");
    private static final Pattern LEFT = Pattern.compile("\\.{3}([a-zA-Z]+),([a-zA-Z]+)->\\.{3}([a-zA-Z]+)");
    private static final Pattern RIGHT = Pattern.compile("([a-zA-Z]{2,})\\.{3},([a-zA-Z]+)->([a-zA-Z]+)\\.{3}");

    /** The shapes of the weights, and which axes of the kernel hold inputs and outputs. */
    @SuppressWarnings("ArrayRecordComponent") // internal, and compared with nothing
    record Plan(Shape kernel, Shape bias, int[] inputAxes, int[] outputAxes) {}

    static EinsumEquation of(String text) {
        for (Pattern pattern : List.of(WHOLE, LEFT, RIGHT)) {
            Matcher match = pattern.matcher(text);
            if (match.matches()) {
                EinsumEquation equation =
                        new EinsumEquation(text, match.group(1), match.group(2), match.group(3), pattern.equals(LEFT));
                equation.check();
                return equation;
            }
        }
        throw wrong(
                "an equation [X],[Y]->[Z], ...[X],[Y]->...[Z] or [X]...,[Y]->[Z]...",
                text,
                "give the letters of input, kernel and output");
    }

    private void check() {
        for (int i = 0; i < output.length(); i++) {
            char c = output.charAt(i);
            if (input.indexOf(c) < 0 && kernel.indexOf(c) < 0) {
                throw wrong(
                        "an output of axes that input or kernel have",
                        "'" + c + "' in " + text,
                        "add it to the kernel");
            }
        }
        for (int i = 0; i < kernel.length(); i++) {
            char c = kernel.charAt(i);
            if (input.indexOf(c) < 0 && output.indexOf(c) < 0) {
                throw wrong(
                        "a kernel of axes that input or output have", "'" + c + "' in " + text, "add it to the output");
            }
        }
    }

    /**
     * @param partial the output's shape without the batch and the axes without a letter; null stands for the input's length
     * @param biasAxes letters of the output; null for no bias
     */
    Plan plan(Layer layer, Shape in, List<Integer> partial, String biasAxes) {
        int elided = in.dimension() - input.length();
        boolean dots = text.contains("...");
        if (elided < 0 || (elided > 0 && !dots)) {
            String axes = dots ? "at least " + input.length() : Integer.toString(input.length());
            throw Check.wrong(layer, in, axes + " axes, as in " + text, in.dimension() + " axes", "reshape it");
        }
        List<Long> out = output(in, partial, elided);
        if (out.size() != output.length() + elided) {
            throw Check.wrong(
                    layer,
                    in,
                    "an outputShape of " + (output.length() - (left && elided > 0 ? 0 : 1)) + " lengths, as in " + text,
                    partial.toString(),
                    "leave out the batch" + (dots ? ", and the axes that the dots stand for" : ""));
        }
        int shift = left ? elided : 0;
        for (int i = 0; i < input.length(); i++) {
            int o = output.indexOf(input.charAt(i));
            long told = o < 0 ? -1 : out.get(o + shift);
            if (told >= 0 && told != in.get(i + shift)) {
                throw Check.wrong(
                        layer,
                        in,
                        "length " + told + " for '" + input.charAt(i) + "' in " + text + ", as outputShape has it",
                        Shapes.text(in),
                        "change outputShape, or give -1 there");
            }
        }
        return new Plan(
                kernelShape(in, out, shift),
                biasAxes == null ? null : biasShape(out, biasAxes, elided, shift),
                axes(true),
                axes(false));
    }

    private List<Long> output(Shape in, List<Integer> partial, int elided) {
        List<Long> out = new ArrayList<>();
        out.add(in.get(0));
        for (int i = 1; left && i < elided; i++) {
            out.add(in.get(i));
        }
        // The batch is the first of the axes that dots on the left stand for; without any it has a letter of its own.
        partial.forEach(n -> out.add(n == null ? -1L : (long) n));
        for (int i = in.dimension() - elided; !left && i < in.dimension(); i++) {
            out.add(in.get(i));
        }
        return out;
    }

    private Shape kernelShape(Shape in, List<Long> out, int shift) {
        long[] shape = new long[kernel.length()];
        for (int i = 0; i < shape.length; i++) {
            int o = output.indexOf(kernel.charAt(i));
            shape[i] = o >= 0 ? out.get(o + shift) : in.get(input.indexOf(kernel.charAt(i)) + shift);
        }
        return new Shape(shape);
    }

    private Shape biasShape(List<Long> out, String biasAxes, int elided, int shift) {
        int first = output.length();
        for (int i = 0; i < biasAxes.length(); i++) {
            char c = biasAxes.charAt(i);
            if (output.indexOf(c) < 0) {
                throw wrong(
                        "biasAxes of letters of the output " + output, "\"" + biasAxes + "\"", "leave '" + c + "' out");
            }
            first = Math.min(first, output.indexOf(c));
        }
        List<Long> shape = new ArrayList<>();
        for (int i = first; i < output.length(); i++) {
            shape.add(biasAxes.indexOf(output.charAt(i)) >= 0 ? out.get(i + shift) : 1L);
        }
        for (int i = 0; !left && i < elided; i++) {
            shape.add(1L);
        }
        return new Shape(shape);
    }

    /** The kernel's axes that only the input has, or those that the output has. */
    private int[] axes(boolean inputs) {
        return IntStream.range(0, kernel.length())
                .filter(i -> (output.indexOf(kernel.charAt(i)) < 0) == inputs)
                .toArray();
    }

    /**
     * How many axes at the input's end a plain matrix product sums over; 0 when the equation is none. So it is when the kernel's
     * axes are these, then those that the output has at its end in their place.
     */
    int contracted() {
        if (text.contains("...") && !left) {
            return 0;
        }
        for (int n = 1; n < input.length() + (left ? 1 : 0) && n < kernel.length(); n++) {
            String free = input.substring(0, input.length() - n);
            String summed = input.substring(input.length() - n);
            String made = kernel.substring(n);
            boolean separate = made.chars().noneMatch(c -> input.indexOf(c) >= 0);
            if (kernel.startsWith(summed) && output.equals(free + made) && separate) {
                return n;
            }
        }
        return 0;
    }

    private static InvalidArgumentException wrong(String expected, String received, String fix) {
        return new InvalidArgumentException(
                JerasException.message("EinsumDense cannot be made.", expected, received, fix));
    }
}
