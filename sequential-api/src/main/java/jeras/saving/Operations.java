package jeras.saving;

import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import jeras.UnsupportedPartException;
import jeras.ops.Tensor;
import jeras.utils.DataTypes;

/** The operations of {@code keras.ops} that functional models may hold as nodes, by Keras's class names. */
final class Operations {
    private static final Map<String, Known> ALL = new LinkedHashMap<>();

    /** The modules of the operations that are not of {@code keras.src.ops.numpy}. */
    private static final Map<String, Set<String>> MODULES = Map.of(
            "core",
            Set.of(
                    "Cast",
                    "ConvertToTensor",
                    "SaturateCast",
                    "Scatter",
                    "ScatterUpdate",
                    "Slice",
                    "SliceUpdate",
                    "StopGradient",
                    "Unstack"),
            "math",
            Set.of(
                    "CDist",
                    "Erf",
                    "Erfc",
                    "Erfinv",
                    "ExtractSequences",
                    "FFT",
                    "FFT2",
                    "IFFT2",
                    "IRFFT",
                    "InTopK",
                    "Logdet",
                    "Logsumexp",
                    "RFFT",
                    "Rsqrt",
                    "SegmentMax",
                    "SegmentMin",
                    "SegmentProd",
                    "SegmentSum",
                    "TopK"),
            "linalg",
            Set.of(
                    "Cholesky",
                    "CholeskyInverse",
                    "Det",
                    "Eigh",
                    "Inv",
                    "Lstsq",
                    "LuFactor",
                    "MatrixRank",
                    "Norm",
                    "Pinv",
                    "Qr",
                    "SVD",
                    "Solve",
                    "SolveTriangular"),
            "image",
            Set.of(
                    "AffineTransform",
                    "CropImages",
                    "ExtractPatches",
                    "GaussianBlur",
                    "HSVToRGB",
                    "MapCoordinates",
                    "PadImages",
                    "PerspectiveTransform",
                    "RGBToGrayscale",
                    "RGBToHSV",
                    "Resize",
                    "SSIM",
                    "SobelEdges"));

    private static final Set<String> NN;

    /** What an operation makes of its arguments. */
    interface Known {
        List<Tensor> apply(OperationArguments arguments);
    }

    /** An operation that makes one tensor. */
    interface Single {
        Tensor apply(OperationArguments arguments);
    }

    static {
        ElementwiseOperations.register();
        ReductionOperations.register();
        ShapeOperations.register();
        ProductOperations.register();
        Set<String> others = Set.copyOf(ALL.keySet());
        NnOperations.register();
        NN = ALL.keySet().stream().filter(name -> !others.contains(name)).collect(Collectors.toUnmodifiableSet());
        ImageOperations.register();
    }

    private Operations() {}

    static void single(String className, Single operation) {
        ALL.put(className, a -> List.of(operation.apply(a)));
    }

    static void several(String className, Known operation) {
        ALL.put(className, operation);
    }

    /** @throws UnsupportedPartException if it is none of these */
    static Known find(String className, Where where) {
        Known known = ALL.get(className);
        if (known == null) {
            throw where.unknown("operation", className, ALL.keySet());
        }
        return known;
    }

    static boolean isKnown(String className) {
        return ALL.containsKey(className);
    }

    /** Where Python has an operation that is known here. */
    static String module(String className) {
        String module = MODULES.entrySet().stream()
                .filter(m -> m.getValue().contains(className))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(NN.contains(className) ? "nn" : "numpy");
        return "keras.src.ops." + module;
    }

    /** The shape and data type of a tensor, as files write them. */
    static JsonObject described(Tensor tensor) {
        JsonObject described = new JsonObject();
        described.add("shape", LayerWriter.shape(tensor.shape()));
        described.addProperty("dtype", DataTypes.name(tensor.dataType()));
        return described;
    }
}
