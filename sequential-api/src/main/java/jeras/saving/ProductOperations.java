package jeras.saving;

import static jeras.saving.Operations.several;
import static jeras.saving.Operations.single;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import jeras.ops.Ops;
import jeras.ops.Tensor;

/** Nodes of functional models: products, matrices, segments and Fourier transforms. */
final class ProductOperations {
    private ProductOperations() {}

    private interface Segment {
        Tensor apply(Tensor x, Tensor segments, int count);
    }

    static void register() {
        single("Matmul", a -> Ops.matmul(a.tensor(0, "x1"), a.tensor(1, "x2")));
        single("Dot", a -> Ops.dot(a.tensor(0, "x1"), a.tensor(1, "x2")));
        single("Inner", a -> Ops.inner(a.tensor(0, "x1"), a.tensor(1, "x2")));
        single("Outer", a -> Ops.outer(a.tensor(0, "x1"), a.tensor(1, "x2")));
        single("Vdot", a -> Ops.vdot(a.tensor(0, "x1"), a.tensor(1, "x2")));
        single("Kron", a -> Ops.kron(a.tensor(0, "x1"), a.tensor(1, "x2")));
        single("Cross", ProductOperations::cross);
        single("Corrcoef", a -> Ops.corrcoef(a.tensor(0, "x")));
        single("Correlate", a -> Ops.correlate(a.tensor(0, "x1"), a.tensor(1, "x2"), a.text(2, "mode", "valid")));
        single("Tensordot", ProductOperations::tensordot);
        single("Einsum", ProductOperations::einsum);
        square("Det", Ops::det);
        square("Inv", Ops::inv);
        square("Logdet", Ops::logdet);
        square("MatrixRank", Ops::matrixRank);
        square("Pinv", Ops::pinv);
        several("Slogdet", a -> Ops.slogdet(a.tensor(0, "x")));
        several("Eigh", a -> Ops.eigh(a.tensor(0, "x")));
        several("LuFactor", a -> Ops.luFactor(a.tensor(0, "x")));
        several("SVD", ProductOperations::svd);
        several("Qr", ProductOperations::qr);
        single("Cholesky", a -> Ops.cholesky(a.tensor(0, "x"), a.flag(1, "upper")));
        single("CholeskyInverse", a -> Ops.choleskyInverse(a.tensor(0, "x"), a.flag(1, "upper")));
        single("Lstsq", a -> Ops.lstsq(a.tensor(0, "a"), a.tensor(1, "b")));
        single("Solve", a -> Ops.solve(a.tensor(0, "a"), a.tensor(1, "b")));
        single("SolveTriangular", a -> Ops.solveTriangular(a.tensor(0, "a"), a.tensor(1, "b"), a.flag(2, "lower")));
        single("Norm", ProductOperations::norm);
        segment("SegmentMax", Ops::segmentMax);
        segment("SegmentMin", Ops::segmentMin);
        segment("SegmentProd", Ops::segmentProd);
        segment("SegmentSum", Ops::segmentSum);
        single("CDist", a -> Ops.cdist(a.tensor(0, "x"), a.tensor(1, "y")));
        single(
                "ExtractSequences",
                a -> Ops.extractSequences(
                        a.tensor(0, "x"), a.integer(1, "sequence_length", 1), a.integer(2, "sequence_stride", 1)));
        several("FFT", a -> Ops.fft(part(a, 0), part(a, 1)));
        several("FFT2", a -> Ops.fft2(part(a, 0), part(a, 1)));
        several("IFFT2", a -> Ops.ifft2(part(a, 0), part(a, 1)));
        several("RFFT", a -> {
            Tensor x = a.tensor(0, "x");
            return Ops.rfft(x, a.integer(1, "fft_length", (int) x.size(-1)));
        });
        single(
                "IRFFT",
                a -> Ops.irfft(
                        part(a, 0),
                        part(a, 1),
                        a.integer(1, "fft_length", 2 * ((int) part(a, 0).size(-1) - 1))));
    }

    private static Tensor part(OperationArguments a, int place) {
        return a.tensors(0, "x").get(place);
    }

    private static void square(String className, UnaryOperator<Tensor> operation) {
        single(className, a -> operation.apply(a.tensor(0, "x")));
    }

    private static Tensor cross(OperationArguments a) {
        for (String axis : List.of("axisa", "axisb", "axisc")) {
            if (a.config().has(axis) && a.config().get(axis).getAsInt() != -1) {
                throw a.unsupported(2, axis);
            }
        }
        return Ops.cross(a.tensor(0, "x1"), a.tensor(1, "x2"), a.integer(5, "axis", -1));
    }

    private static Tensor tensordot(OperationArguments a) {
        Tensor x1 = a.tensor(0, "x1");
        Tensor x2 = a.tensor(1, "x2");
        if (!a.has(2, "axes") || !a.json(2, "axes").isJsonArray()) {
            return Ops.tensordot(x1, x2, a.integer(2, "axes", 2));
        }
        JsonArray axes = a.json(2, "axes").getAsJsonArray();
        return Ops.tensordot(x1, x2, axes(axes.get(0)), axes(axes.get(1)));
    }

    private static int[] axes(JsonElement json) {
        return json.isJsonArray()
                ? json.getAsJsonArray().asList().stream()
                        .mapToInt(JsonElement::getAsInt)
                        .toArray()
                : new int[] {json.getAsInt()};
    }

    private static Tensor einsum(OperationArguments a) {
        Tensor[] operands = IntStream.range(0, a.byPlace().size())
                .mapToObj(i -> a.tensor(i, "operands"))
                .toArray(Tensor[]::new);
        return Ops.einsum(a.where().string(a.config(), "subscripts"), operands);
    }

    private static List<Tensor> svd(OperationArguments a) {
        Tensor x = a.tensor(0, "x");
        return a.flag(2, "compute_uv", true) ? Ops.svd(x, a.flag(1, "full_matrices", true)) : List.of(Ops.svdValues(x));
    }

    private static List<Tensor> qr(OperationArguments a) {
        if (!a.text(1, "mode", "reduced").equals("reduced")) {
            throw a.unsupported(1, "mode");
        }
        return Ops.qr(a.tensor(0, "x"));
    }

    private static Tensor norm(OperationArguments a) {
        Tensor x = a.tensor(0, "x");
        boolean keep = a.flag(3, "keepdims");
        int[] axis = a.integers(2, "axis");
        if (!a.has(1, "ord")) {
            return Ops.norm(x, keep, axis);
        }
        String order = a.text(1, "ord", "");
        return order.equals("fro") || order.equals("nuc")
                ? Ops.norm(x, order, keep, axis)
                : Ops.norm(x, a.number(1, "ord"), keep, axis);
    }

    private static void segment(String className, Segment operation) {
        single(className, a -> {
            if (!a.has(2, "num_segments")) {
                throw a.unsupported(2, "num_segments");
            }
            return operation.apply(a.tensor(0, "data"), a.tensor(1, "segment_ids"), a.integer(2, "num_segments", 1));
        });
    }
}
