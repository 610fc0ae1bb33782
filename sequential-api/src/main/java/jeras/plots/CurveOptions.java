package jeras.plots;

import java.util.List;

/** What the curves of a training show: {@code history.plot(p -> p.title("MNIST").metrics("loss", "accuracy"))}. */
public final class CurveOptions {
    private String title = "";
    private List<String> metrics = List.of();

    CurveOptions() {}

    /** The line above the curves; default: none. */
    public CurveOptions title(String text) {
        title = text;
        return this;
    }

    /** The measures to draw, each with its {@code val_} one if there is one; default: all. */
    public CurveOptions metrics(String... names) {
        metrics = List.of(names);
        return this;
    }

    String title() {
        return title;
    }

    List<String> metrics() {
        return metrics;
    }
}
