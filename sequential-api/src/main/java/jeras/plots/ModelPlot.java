package jeras.plots;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import jeras.Model;
import jeras.graph.Diagram;
import jeras.plots.Canvas.Anchor;
import jeras.plots.Canvas.Style;
import jeras.utils.Suggestions;

/**
 * The layers of a model as boxes and what flows between them as arrows, in Keras's look; nothing but Java is needed. For users it is
 * {@link jeras.utils.Utils#plotModel}.
 */
public final class ModelPlot {
    private static final double POINTS_PER_INCH = 72;
    private static final double MARGIN = 10;
    private static final double ARROW = 1.5;
    private static final double HEAD = 7;
    private static final int CURVE = 12;
    private static final Color FRAME = new Color(0x8C, 0x95, 0x9F);
    private static final Color INSIDE = new Color(0xF4, 0xF6, 0xF8);

    private final String rankdir;
    private final double across;
    private final double along;
    private final List<Consumer<Canvas>> areas = new ArrayList<>();
    private final List<Consumer<Canvas>> rest = new ArrayList<>();

    private ModelPlot(DiagramLayout layout, String rankdir) {
        this.rankdir = rankdir;
        this.across = layout.across();
        this.along = layout.along();
        add(layout, 0, 0);
    }

    /**
     * Draws a model.
     *
     * @throws jeras.ModelStateException if it is not built
     */
    public static Plot of(Model model, Consumer<ModelPlotOptions> options) {
        ModelPlotOptions told = new ModelPlotOptions(false);
        options.accept(told);
        Diagram diagram = Diagram.of(model, told.expandNested);
        ModelPlot plot = new ModelPlot(DiagramLayout.of(diagram, told), told.rankdir);
        boolean lies = isLying(told.rankdir);
        double width = (lies ? plot.along : plot.across) + 2 * MARGIN;
        double height = (lies ? plot.across : plot.along) + 2 * MARGIN;
        return new Plot(diagram.name(), width, height, told.dpi / POINTS_PER_INCH, canvas -> {
            plot.areas.forEach(part -> part.accept(canvas));
            plot.rest.forEach(part -> part.accept(canvas));
        });
    }

    /** The model in Graphviz's language: {@link jeras.utils.Utils#modelToDot}. */
    public static String dot(Model model, Consumer<ModelPlotOptions> options) {
        ModelPlotOptions told = new ModelPlotOptions(true);
        options.accept(told);
        return new DotText(told).of(Diagram.of(model, told.expandNested));
    }

    /** The model in Mermaid's language: {@link jeras.utils.Utils#modelToMermaid}. */
    public static String mermaid(Model model, Consumer<ModelPlotOptions> options) {
        ModelPlotOptions told = new ModelPlotOptions(true);
        options.accept(told);
        return new MermaidText(told).of(Diagram.of(model, told.expandNested));
    }

    /** True when rows stand upright. */
    static boolean isLying(String rankdir) {
        return switch (rankdir) {
            case "TB", "BT" -> false;
            case "LR", "RL" -> true;
            default ->
                throw new IllegalStateException(
                        Suggestions.unknown("rankdir", rankdir, List.of("TB", "BT", "LR", "RL")));
        };
    }

    private double[] point(double acrossAt, double alongAt) {
        return switch (rankdir) {
            case "TB" -> new double[] {MARGIN + acrossAt, MARGIN + alongAt};
            case "BT" -> new double[] {MARGIN + acrossAt, MARGIN + along - alongAt};
            case "LR" -> new double[] {MARGIN + alongAt, MARGIN + acrossAt};
            default -> new double[] {MARGIN + along - alongAt, MARGIN + acrossAt};
        };
    }

    /** The upper left corner of what lies at these places, and its width and height. */
    private double[] area(double acrossAt, double alongAt, double acrossSize, double alongSize) {
        double[] a = point(acrossAt, alongAt);
        double[] b = point(acrossAt + acrossSize, alongAt + alongSize);
        return new double[] {Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1])};
    }

    private void add(DiagramLayout layout, double acrossAt, double alongAt) {
        for (DiagramLayout.Part part : layout.parts()) {
            double u = acrossAt + part.across();
            double v = alongAt + part.along();
            double[] area = area(u, v, part.acrossSize(), part.alongSize());
            if (part.inside() == null) {
                rest.add(canvas -> part.box().draw(canvas, area[0], area[1]));
            } else {
                areas.add(canvas -> frame(canvas, area, part.inside().title()));
                add(part.inside(), u + part.insetAcross(), v + part.insetAlong());
            }
        }
        for (double[][] route : layout.routes()) {
            List<double[]> curve = curve(route, acrossAt, alongAt);
            rest.add(0, canvas -> line(canvas, curve));
        }
        for (double[][] route : layout.heads()) {
            double[] from = point(acrossAt + route[0][0], alongAt + route[1][0]);
            double[] to = point(acrossAt + route[0][1], alongAt + route[1][1]);
            rest.add(canvas -> head(canvas, from, to));
        }
    }

    private static void frame(Canvas canvas, double[] area, String title) {
        canvas.rectangle(area[0], area[1], area[2], area[3], FRAME);
        canvas.rectangle(area[0] + 1, area[1] + 1, area[2] - 2, area[3] - 2, INSIDE);
        canvas.text(
                Typeface.fit(title, 12, false, area[2] - 16),
                area[0] + 8,
                area[1] + 16,
                Style.of(12, Typeface.INK).at(Anchor.START));
    }

    /** Straight through the rows, and in the shape of an S between them. */
    private List<double[]> curve(double[][] route, double acrossAt, double alongAt) {
        List<double[]> points = new ArrayList<>();
        double[] u = route[0];
        double[] v = route[1];
        points.add(point(acrossAt + u[0], alongAt + v[0]));
        for (int i = 1; i < u.length; i++) {
            int pieces = Math.abs(u[i] - u[i - 1]) < 0.5 || v[i] == v[i - 1] ? 1 : CURVE;
            for (int p = 1; p <= pieces; p++) {
                double t = (double) p / pieces;
                double bend = t * t * (3 - 2 * t);
                points.add(point(
                        acrossAt + u[i - 1] + bend * (u[i] - u[i - 1]), alongAt + v[i - 1] + t * (v[i] - v[i - 1])));
            }
        }
        return points;
    }

    private static void line(Canvas canvas, List<double[]> points) {
        canvas.line(
                points.stream().mapToDouble(p -> p[0]).toArray(),
                points.stream().mapToDouble(p -> p[1]).toArray(),
                Typeface.INK,
                ARROW);
    }

    private static void head(Canvas canvas, double[] from, double[] to) {
        double length = Math.hypot(to[0] - from[0], to[1] - from[1]);
        double x = length == 0 ? 0 : (to[0] - from[0]) / length * HEAD;
        double y = length == 0 ? HEAD : (to[1] - from[1]) / length * HEAD;
        canvas.polygon(
                new double[] {to[0], to[0] - x - y * 0.45, to[0] - x + y * 0.45},
                new double[] {to[1], to[1] - y + x * 0.45, to[1] - y - x * 0.45},
                Typeface.INK);
    }
}
