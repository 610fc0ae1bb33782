package jeras.utils;

/**
 * One output of a notebook's cell for each line, updated in place, so that the saved notebook holds the last state and
 * not every redraw.
 *
 * @param kernel draws
 * @param fallback takes over a line whose kernel fails
 */
record NotebookDisplay(NotebookKernel kernel, Display fallback) implements Display {

    @Override
    public void println(String text) {
        fallback.println(text);
    }

    @Override
    public Line line() {
        return new NotebookLine();
    }

    /** A browser repaints slower than a terminal, and every update is a message over the network. */
    @Override
    public double interval() {
        return 0.1;
    }

    private final class NotebookLine implements Line {
        private final Line substitute = fallback.line();
        private String outputId = "";
        private boolean kernelFailed;

        @Override
        public void redraw(String text) {
            if (!kernelFailed) {
                show(ConsoleText.withoutColours(text));
            }
        }

        @Override
        public void finish(String text) {
            redraw(text);
            if (kernelFailed) {
                substitute.finish(text);
            }
        }

        private void show(String text) {
            try {
                if (outputId.isEmpty()) {
                    outputId = kernel.display(text);
                } else {
                    kernel.update(outputId, text);
                }
            } catch (ReflectiveOperationException e) {
                // Progress must never end a training: the finished line is printed instead.
                kernelFailed = true;
            }
        }
    }
}
