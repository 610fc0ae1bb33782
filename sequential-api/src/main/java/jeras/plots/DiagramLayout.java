package jeras.plots;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    /** The inputs and outputs of a diagram at which there is an arrow outside of it, too; where there is none, a line would dangle. */
    private record Used(Set<Integer> inputs, Set<Integer> outputs) {
        /** What is used of a diagram inside another. */
        static Used of(Diagram outer, int node, Used ofOuter) {
            Stream<Diagram.End> in =
                    Stream.concat(outer.edges().stream().map(Diagram.Edge::to), ends(outer.inputs(), ofOuter.inputs));
            Stream<Diagram.End> out = Stream.concat(
                    outer.edges().stream().map(Diagram.Edge::from), ends(outer.outputs(), ofOuter.outputs));
            return new Used(ports(in, node), ports(out, node));
        }

        private static Stream<Diagram.End> ends(List<Diagram.End> all, Set<Integer> which) {
            return IntStream.range(0, all.size()).filter(which::contains).mapToObj(all::get);
        }

        private static Set<Integer> ports(Stream<Diagram.End> ends, int node) {
            return ends.filter(e -> e.node() == node).map(Diagram.End::port).collect(Collectors.toSet());
        }
    }

    static DiagramLayout of(Diagram diagram, ModelPlotOptions options) {
        return new DiagramLayout(diagram, options, new Used(Set.of(), Set.of()));
    }

    private DiagramLayout(Diagram diagram, ModelPlotOptions options, Used used) {
        title = diagram.name();
        List<Item> items = new ArrayList<>();
        List<Part> sizes = new ArrayList<>();
        for (int i = 0; i < diagram.nodes().size(); i++) {
            Part part = part(diagram.nodes().get(i), options, Used.of(diagram, i, used));
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
        List<Item> first = new ArrayList<>();
        for (int i = 0; i < diagram.inputs().size(); i++) {
            Diagram.End end = diagram.inputs().get(i);
            inputs.add(new Item(0, 0));
            if (used.inputs.contains(i)) {
                first.add(inputs.get(i));
                double offset = sizes.get(end.node()).offset(true, end.port());
                arrows.add(new Arrow(inputs.get(i), boxes.get(end.node()), 0, offset));
            }
        }
        List<Item> last = new ArrayList<>();
        for (int i = 0; i < diagram.outputs().size(); i++) {
            Diagram.End end = diagram.outputs().get(i);
            outputs.add(new Item(0, 0));
            if (used.outputs.contains(i)) {
                last.add(outputs.get(i));
                double offset = sizes.get(end.node()).offset(false, end.port());
                arrows.add(new Arrow(boxes.get(end.node()), outputs.get(i), offset, 0));
            }
        }
        items.addAll(0, first);
        items.addAll(last);
        LayeredLayout layout = new LayeredLayout(items, arrows, first, last);
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

    private static Part part(Diagram.Node node, ModelPlotOptions options, Used used) {
        boolean lies = ModelPlot.isLying(options.rankdir);
        if (node.inside() == null) {
            LayerBox box = new LayerBox(BoxText.of(node, options));
            return lies
                    ? new Part(box, null, 0, 0, box.height(), box.width(), 0, 0)
                    : new Part(box, null, 0, 0, box.width(), box.height(), 0, 0);
        }
        DiagramLayout inside = new DiagramLayout(node.inside(), options, used);
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
