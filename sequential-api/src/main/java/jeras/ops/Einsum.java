package jeras.ops;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ShapeMismatchException;

/** Einstein's summation: the shape that an equation gives, and the call. */
final class Einsum {
    private static final String DOTS = "...";

    private final String equation;
    private final List<Tensor> operands;
    private final Map<Character, Long> lengths = new HashMap<>();
    private Shape dots = new Shape();

    private Einsum(String equation, List<Tensor> operands) {
        this.equation = equation;
        this.operands = operands;
    }

    static Tensor of(String equation, List<Tensor> operands) {
        String plain = equation.replace(" ", "");
        Shape shape = new Einsum(plain, operands).shape();
        DataType type =
                operands.stream().map(Tensor::dataType).reduce(Shapes::promote).orElseThrow();
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
        String left = arrow < 0 ? equation : equation.substring(0, arrow);
        String[] terms = left.split(",", -1);
        if (terms.length != operands.size() || !equation.matches("[A-Za-z.,]*(->[A-Za-z.]*)?")) {
            throw new InvalidArgumentException(JerasException.message(
                    "The equation \"" + equation + "\" does not fit.",
                    "letters for the axes of each tensor, between commas: \"ij,jk->ik\"",
                    operands.size() + " tensors",
                    "name the axes of as many tensors as are given"));
        }
        for (int i = 0; i < terms.length; i++) {
            read(terms[i], operands.get(i));
        }
        Shape result = new Shape();
        String right = arrow < 0 ? implied(left) : equation.substring(arrow + 2);
        int at = right.indexOf(DOTS);
        String letters = right.replace(DOTS, "");
        for (int i = 0; i <= letters.length(); i++) {
            if (i == at) {
                result = result.addAll(dots);
            }
            if (i < letters.length()) {
                Long length = lengths.get(letters.charAt(i));
                if (length == null) {
                    throw unfit("letters of the tensors after the arrow", "\"" + letters.charAt(i) + "\"");
                }
                result = result.add(length);
            }
        }
        return result;
    }

    private void read(String term, Tensor x) {
        int at = term.indexOf(DOTS);
        String letters = term.replace(DOTS, "");
        int more = x.rank() - letters.length();
        if (more < 0 || (at < 0 && more > 0)) {
            throw unfit("a letter for each axis of " + Shapes.text(x.shape()), "\"" + term + "\"");
        }
        if (at >= 0) {
            dots = Shapes.broadcast("einsum", dots, x.shape().slice(at, at + more));
        }
        for (int i = 0; i < letters.length(); i++) {
            long length = x.shape().get(at >= 0 && i >= at ? i + more : i);
            long known = lengths.getOrDefault(letters.charAt(i), -1L);
            if (known > 1 && length > 1 && known != length) {
                throw unfit(
                        "equal lengths for the axis \"" + letters.charAt(i) + "\"",
                        "lengths " + known + " and " + length);
            }
            lengths.put(
                    letters.charAt(i), known < 0 || known == 1 ? (length == -1 && known == 1 ? known : length) : known);
        }
    }

    /** Without an arrow the letters that occur once stay, in the order of the alphabet, behind the dots. */
    private static String implied(String left) {
        Map<Character, Integer> counts = new TreeMap<>();
        for (char c : left.replace(DOTS, "").replace(",", "").toCharArray()) {
            counts.merge(c, 1, Integer::sum);
        }
        StringBuilder once = new StringBuilder(left.contains(DOTS) ? DOTS : "");
        counts.forEach((letter, count) -> {
            if (count == 1) {
                once.append(letter.charValue());
            }
        });
        return once.toString();
    }

    private ShapeMismatchException unfit(String expected, String received) {
        return new ShapeMismatchException(ShapeMismatchException.message(
                "The equation \"" + equation + "\" does not fit its tensors.",
                expected,
                received,
                "change the equation, or reshape the tensors"));
    }
}
