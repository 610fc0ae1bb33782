package jeras.plots;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import jeras.History;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.ModelStateException;
import jeras.utils.Suggestions;

/** The curves of a training: one panel a measure, with its values in training and in validation. */
public final class TrainingCurves {
    private static final int MOST_COLUMNS = 3;
    private static final double TITLE = 34;
    private static final double MARGIN = 12;
    private static final String VALIDATION = "val_";

    private TrainingCurves() {}

    /**
     * Draws what {@code fit} measured; what {@link History#plot(Consumer)} calls.
     *
     * @throws ModelStateException if no epoch has ended
     * @throws InvalidArgumentException if a measure is asked for that was not taken
     */
    public static Plot of(History history, Consumer<CurveOptions> options) {
        CurveOptions chosen = new CurveOptions();
        options.accept(chosen);
        if (history.epoch().isEmpty()) {
            throw new ModelStateException(JerasException.message(
                    "There are no curves to draw.",
                    "at least one epoch",
                    "none that has ended",
                    "fit the model first"));
        }
        List<CurvePanel> panels = panels(history, chosen);
        int columns = Math.min(MOST_COLUMNS, panels.size());
        int rows = (panels.size() + columns - 1) / columns;
        double top = chosen.title().isEmpty() ? MARGIN : TITLE;
        double width = 2 * MARGIN + columns * CurvePanel.WIDTH;
        String title = Typeface.fit(chosen.title(), 15, true, width - 2 * MARGIN);
        return new Plot(title.isEmpty() ? "curves" : title, width, top + rows * CurvePanel.HEIGHT + MARGIN, canvas -> {
            canvas.text(
                    title,
                    width / 2,
                    23,
                    Canvas.Style.of(15, Typeface.INK).heavy().at(Canvas.Anchor.MIDDLE));
            for (int i = 0; i < panels.size(); i++) {
                panels.get(i)
                        .draw(
                                canvas,
                                MARGIN + i % columns * CurvePanel.WIDTH,
                                top + Math.floorDiv(i, columns) * CurvePanel.HEIGHT);
            }
        });
    }

    /** The loss first, as it is what was minimised. */
    private static List<CurvePanel> panels(History history, CurveOptions options) {
        List<String> known = history.history().keySet().stream()
                .map(name -> name.startsWith(VALIDATION) ? name.substring(VALIDATION.length()) : name)
                .distinct()
                .toList();
        List<String> names = new ArrayList<>(options.metrics().isEmpty() ? known : options.metrics());
        if (options.metrics().isEmpty() && names.remove("loss")) {
            names.add(0, "loss");
        }
        List<CurvePanel> panels = new ArrayList<>();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new InvalidArgumentException(Suggestions.unknown("log", name, known));
            }
            panels.add(new CurvePanel(
                    name,
                    history.epoch().stream().mapToInt(e -> e + 1).toArray(),
                    values(history, name),
                    values(history, VALIDATION + name)));
        }
        return panels;
    }

    /** One an epoch, or none at all. */
    private static double[] values(History history, String name) {
        return history.history().getOrDefault(name, List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }
}
