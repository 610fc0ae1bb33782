package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jeras.ShapeMismatchException;

/** The shape arithmetic of Einstein's summation: a letter names an axis, an ellipsis the axes that have no name. */
final class Einsum {
    private static final String ELLIPSIS = "...";

    private final String equation;
    private final List<Tensor> operands;
    private final Map<Character, Long> lengths = new LinkedHashMap<>();
    private Shape unnamed = new Shape();

    private Einsum(String equation, List<Tensor> operands) {
        this.equation = equation;
        this.operands = operands;
    }

    static Tensor of(String equation, List<Tensor> operands) {
        DataType type =
                operands.stream().map(Tensor::dataType).reduce(Shapes::promote).orElseThrow();
        String plain = equation.replace(" ", "");
        Shape shape = new Einsum(plain, operands).shape();
        String code = "torch.einsum(\"" + plain + "\", [" + Code.places(0, operands.size()) + "])";
        return Operation.of("numpy.Einsum", operands.toArray())
                .with("subscripts", equation)
                .one(() -> Primitive.of(
                        "einsum",
                        code,
                        shape,
                        type,
                        operands.stream().map(x -> Ops.cast(x, type)).toArray(Tensor[]::new)));
    }

    private Shape shape() {
        int arrow = equation.indexOf("->");
        List<String> terms = List.of((arrow < 0 ? equation : equation.substring(0, arrow)).split(",", -1));
        if (terms.size() != operands.size()) {
            throw wrong("one term for each of the " + operands.size() + " operands");
        }
        for (int i = 0; i < terms.size(); i++) {
            read(terms.get(i), operands.get(i).shape());
        }
        String result = arrow < 0 ? implied(terms) : equation.substring(arrow + 2);
        List<Long> dims = new ArrayList<>();
        for (int i = 0; i < result.length(); i++) {
            if (result.startsWith(ELLIPSIS, i)) {
                for (long d : unnamed.getShape()) {
                    dims.add(d);
                }
                i += 2;
            } else if (lengths.containsKey(result.charAt(i))) {
                dims.add(lengths.get(result.charAt(i)));
            } else {
                throw wrong("a result of axes that the operands have");
            }
        }
        return new Shape(dims);
    }

    private void read(String term, Shape shape) {
        int dots = term.indexOf(ELLIPSIS);
        String before = dots < 0 ? term : term.substring(0, dots);
        String after = dots < 0 ? "" : term.substring(dots + ELLIPSIS.length());
        int open = shape.dimension() - before.length() - after.length();
        if (!(before + after).chars().allMatch(Character::isLetter) || open < 0 || (dots < 0 && open > 0)) {
            throw wrong("terms with a letter for each axis");
        }
        for (int i = 0; i < before.length(); i++) {
            name(before.charAt(i), shape.get(i));
        }
        unnamed = Shapes.broadcast("einsum", unnamed, shape.slice(before.length(), before.length() + open));
        for (int i = 0; i < after.length(); i++) {
            name(after.charAt(i), shape.get(before.length() + open + i));
        }
    }

    private void name(char letter, long length) {
        long known = lengths.getOrDefault(letter, -1L);
        // A length of 1 broadcasts.
        if (known > 1 && length > 1 && known != length) {
            throw wrong("the same length wherever a letter stands");
        }
        lengths.put(letter, known < 0 || known == 1 ? (length < 0 ? known : length) : known);
        if (known == 1 && length < 0) {
            lengths.put(letter, length);
        }
    }

    /** The axes that occur once, in alphabetical order, after those without a name. */
    private static String implied(List<String> terms) {
        Map<Character, Integer> counts = new TreeMap<>();
        for (String term : terms) {
            for (char c : term.replace(ELLIPSIS, "").toCharArray()) {
                counts.merge(c, 1, Integer::sum);
            }
        }
        String once = counts.keySet().stream()
                .filter(c -> counts.get(c) == 1)
                .map(String::valueOf)
                .collect(Collectors.joining());
        return terms.stream().anyMatch(t -> t.contains(ELLIPSIS)) ? ELLIPSIS + once : once;
    }

    private ShapeMismatchException wrong(String expected) {
        return new ShapeMismatchException(ShapeMismatchException.message(
                "einsum \"" + equation + "\" does not fit its operands.",
                expected,
                operands.stream().map(x -> Shapes.text(x.shape())).collect(Collectors.joining(", ")),
                "change the equation, or reshape the operands"));
    }
}
