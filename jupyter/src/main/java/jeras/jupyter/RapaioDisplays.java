package jeras.jupyter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rapaio.jupyter.kernel.display.DisplayData;
import org.rapaio.jupyter.kernel.display.DisplayRenderer;
import org.rapaio.jupyter.kernel.display.DisplayTransformer;
import org.rapaio.jupyter.kernel.display.spi.DisplayProvider;

/**
 * Shows Jeras's values as tables and pictures in notebooks of Rapaio's kernel, which finds this by itself.
 *
 * @see <a href="https://github.com/padreati/rapaio-jupyter-kernel">rapaio-jupyter-kernel</a>
 */
public final class RapaioDisplays implements DisplayProvider {
    /** For the kernel. */
    public RapaioDisplays() {}

    @Override
    public List<DisplayRenderer> getDisplayRenderers() {
        List<DisplayRenderer> renderers = new ArrayList<>();
        View.types().forEach(type -> renderers.add(new ViewRenderer(type)));
        return List.copyOf(renderers);
    }

    @Override
    public List<DisplayTransformer> getDisplayTransformers() {
        return List.of();
    }

    private record ViewRenderer(Class<?> rendererClass) implements DisplayRenderer {
        /** The kernel asks with null for what a cell ends in. */
        @Override
        public boolean canRender(String mimeType) {
            return mimeType == null;
        }

        @Override
        public DisplayData render(String mimeType, Object value) {
            Optional<View> view = View.of(value);
            if (view.isEmpty()) {
                return DisplayData.fromText(value.toString());
            }
            DisplayData output =
                    DisplayData.withType(view.get().mimeType(), view.get().data());
            output.putText(value.toString());
            output.putMetaData(view.get().mimeType(), view.get().metadata());
            return output;
        }
    }
}
