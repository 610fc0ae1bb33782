package jeras.jupyter;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/**
 * Shows Jeras's values as tables and pictures in notebooks of JJava, which finds and installs this by itself.
 *
 * @see <a href="https://github.com/dflib/jjava">JJava</a>
 */
public final class JJavaDisplays implements Extension {
    /** For the kernel. */
    public JJavaDisplays() {}

    @Override
    public void install(BaseKernel kernel) {
        register(kernel.getRenderer());
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
