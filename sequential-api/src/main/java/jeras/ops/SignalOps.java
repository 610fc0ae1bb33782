package jeras.ops;

import ai.djl.ndarray.types.Shape;
import java.util.List;

/** {@code keras.ops}: Fourier transforms; a complex tensor is its real and its imaginary part. */
abstract class SignalOps extends SamplingOps {
    SignalOps() {}

    /** The transform along the last axis: real and imaginary part. */
    public static List<Tensor> fft(Tensor real, Tensor imaginary) {
        return complex("math.FFT", "torch.fft_fft(torch.complex({0}, {1}))", real, imaginary);
    }

    /** The transform along the last two axes: real and imaginary part. */
    public static List<Tensor> fft2(Tensor real, Tensor imaginary) {
        return complex("math.FFT2", "torch.fft_fft2(torch.complex({0}, {1}))", real, imaginary);
    }

    /** The inverse transform along the last two axes: real and imaginary part. */
    public static List<Tensor> ifft2(Tensor real, Tensor imaginary) {
        return complex("math.IFFT2", "torch.fft_ifft2(torch.complex({0}, {1}))", real, imaginary);
    }

    private static List<Tensor> complex(String keras, String code, Tensor real, Tensor imaginary) {
        Operation.Builder operation = Operation.of(keras, List.of(real, imaginary));
        return operation.several(() -> parts(operation.name(), code, real.shape(), real, imaginary));
    }

    /** The transform of real numbers along the last axis, of which half is kept: {@code (..., length / 2 + 1)}. */
    public static List<Tensor> rfft(Tensor x) {
        return rfft(x, (int) x.size(-1));
    }

    /** As {@link #rfft(Tensor)}, of the axis cut or filled with zeros to this length. */
    public static List<Tensor> rfft(Tensor x, int length) {
        Shape shape = x.shape().slice(0, x.rank() - 1).add(length / 2 + 1);
        return Operation.of("math.RFFT", x)
                .with("fft_length", length)
                .several(() -> parts("rfft", "torch.fft_rfft({0}, " + length + ")", shape, floating(x)));
    }

    /** The real numbers of this length whose transform {@link #rfft(Tensor)} is given. */
    public static Tensor irfft(Tensor real, Tensor imaginary, int length) {
        Shape shape = real.shape().slice(0, real.rank() - 1).add(length);
        String code = "torch.fft_irfft(torch.complex({0}, {1}), " + length + ")";
        return Operation.of("math.IRFFT", List.of(real, imaginary))
                .with("fft_length", length)
                .one(() -> Primitive.of("irfft", code, shape, real.dataType(), real, imaginary));
    }

    private static List<Tensor> parts(String name, String code, Shape shape, Tensor... inputs) {
        Result.Spec part = new Result.Spec(shape, inputs[0].dataType());
        return Primitive.several(
                name, "torch.unbind(torch.view_as_real(" + code + "), -1)", List.of(inputs), List.of(part, part));
    }
}
