package jeras.plots;

import java.util.ArrayList;
import java.util.List;
import jeras.graph.Diagram;
import jeras.plots.LayeredLayout.Arrow;
import jeras.plots.LayeredLayout.Item;

/**
 * Where the boxes and arrows of a diagram are, and of those inside it: a diagram inside another is laid out by itself and then is a
 * box of the outer one, whose arrows end and begin at its frame, where those inside go on.
 */
final class DiagramLayout {
    private static final double PADDING = 14;
    private static final double TITLE = 26;

    private final String title;
    private final List<Part> parts = new ArrayList<>();
    private final List<double[][]> routes = new ArrayList<>();
    private final List<double[][]> heads = new ArrayList<>();
    /** Where arrows from outside come in, and where those to it begin, across. */
    private final List<Item> inputs = new ArrayList<>();

    private final List<Item> outputs = new ArrayList<>();
    private final double across;
    private final double along;

    /**
     * A box, or a diagram in its frame.
     *
     * @param box null for a diagram
     * @param inside null for a box
     * @param insetAcross how far the diagram is from its frame
     */
    record Part(
            LayerBox box,
            DiagramLayout inside,
            double across,
            double along,
            double acrossSize,
            double alongSize,
            double insetAcross,
            double insetAlong) {
        Part at(double newAcross, double newAlong) {
            return new Part(box, inside, newAcross, newAlong, acrossSize, alongSize, insetAcross, insetAlong);
        }

        private double offset(boolean incoming, int port) {
            if (inside == null) {
                return 0;
            }
            List<Item> ends = incoming ? inside.inputs : inside.outputs;
            return insetAcross + ends.get(Math.min(port, ends.size() - 1)).middle - acrossSize / 2;
        }
    }

    static DiagramLayout of(Diagram diagram, ModelPlotOptions options) {
        return new DiagramLayout(diagram, options, false);
    }

    private DiagramLayout(Diagram diagram, ModelPlotOptions options, boolean isInside) {
        title = diagram.name();
        List<Item> items = new ArrayList<>();
        List<Part> sizes = new ArrayList<>();
        for (Diagram.Node node : diagram.nodes()) {
            Part part = part(node, options);
            sizes.add(part);
            items.add(new Item(part.acrossSize, part.alongSize));
        }
        List<Item> boxes = List.copyOf(items);
        List<Arrow> arrows = new ArrayList<>();
        for (Diagram.Edge edge : diagram.edges()) {
            Arrow arrow = new Arrow(
                    boxes.get(edge.from().node()),
                    boxes.get(edge.to().node()),
                    sizes.get(edge.from().node()).offset(false, edge.from().port()),
                    sizes.get(edge.to().node()).offset(true, edge.to().port()));
            if (!arrows.contains(arrow)) {
                arrows.add(arrow);
            }
        }
        if (isInside) {
            for (Diagram.End end : diagram.inputs()) {
                Item port = new Item(0, 0);
                inputs.add(port);
                double offset = sizes.get(end.node()).offset(true, end.port());
                arrows.add(new Arrow(port, boxes.get(end.node()), 0, offset));
            }
            for (Diagram.End end : diagram.outputs()) {
                Item port = new Item(0, 0);
                outputs.add(port);
                double offset = sizes.get(end.node()).offset(false, end.port());
                arrows.add(new Arrow(boxes.get(end.node()), port, offset, 0));
            }
        }
        items.addAll(0, inputs);
        items.addAll(outputs);
        LayeredLayout layout = new LayeredLayout(items, arrows, inputs, outputs);
        for (int i = 0; i < boxes.size(); i++) {
            Item item = boxes.get(i);
            parts.add(sizes.get(i).at(item.middle - item.across / 2, item.begin));
        }
        for (int i = 0; i < arrows.size(); i++) {
            addRoute(layout.points(i), arrows.get(i), sizes, boxes);
        }
        across = layout.across();
        along = layout.along();
    }

    /** Arrows through a frame have their heads at boxes, and are one line across it. */
    private void addRoute(double[][] points, Arrow arrow, List<Part> sizes, List<Item> boxes) {
        int last = points[0].length - 1;
        int to = boxes.indexOf(arrow.to());
        if (to >= 0 && sizes.get(to).inside == null) {
            heads.add(new double[][] {
                {points[0][last - 1], points[0][last]},
                {points[1][last] - (points[0][last - 1] == points[0][last] ? 1 : 0), points[1][last]}
            });
        } else if (to >= 0) {
            points[1][last] += sizes.get(to).insetAlong;
        }
        int from = boxes.indexOf(arrow.from());
        if (from >= 0 && sizes.get(from).inside != null) {
            Part part = sizes.get(from);
            points[1][0] -= part.alongSize - part.insetAlong - part.inside.along;
        }
        routes.add(points);
    }

    private static Part part(Diagram.Node node, ModelPlotOptions options) {
        boolean lies = ModelPlot.isLying(options.rankdir);
        if (node.inside() == null) {
            LayerBox box = new LayerBox(BoxText.of(node, options));
            return lies
                    ? new Part(box, null, 0, 0, box.height(), box.width(), 0, 0)
                    : new Part(box, null, 0, 0, box.width(), box.height(), 0, 0);
        }
        DiagramLayout inside = new DiagramLayout(node.inside(), options, true);
        double titled = Typeface.width(inside.title, 12, false) + 18;
        if (lies) {
            double alongSize = Math.max(titled, inside.along + 2 * PADDING);
            return new Part(null, inside, 0, 0, inside.across + TITLE + PADDING, alongSize, TITLE, PADDING);
        }
        double acrossSize = Math.max(titled, inside.across + 2 * PADDING);
        double insetAlong = options.rankdir.equals("BT") ? PADDING : TITLE;
        return new Part(
                null,
                inside,
                0,
                0,
                acrossSize,
                inside.along + TITLE + PADDING,
                (acrossSize - inside.across) / 2,
                insetAlong);
    }

    String title() {
        return title;
    }

    double across() {
        return across;
    }

    double along() {
        return along;
    }

    List<Part> parts() {
        return parts;
    }

    /** The arrows' lines, across and along. */
    List<double[][]> routes() {
        return routes;
    }

    /** A point before each arrow's head, and its head. */
    List<double[][]> heads() {
        return heads;
    }
}
