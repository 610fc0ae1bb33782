package jeras.plots;

import java.util.IdentityHashMap;
import java.util.List;
import jeras.graph.Diagram;

/** A diagram in the language of a program that draws it: boxes, frames around those of a model inside, and arrows between boxes. */
abstract class DiagramText {
    final ModelPlotOptions options;
    final StringBuilder text = new StringBuilder();
    private final IdentityHashMap<Diagram.Node, String> ids = new IdentityHashMap<>();
    private int frames;

    DiagramText(ModelPlotOptions options) {
        this.options = options;
    }

    abstract void box(String indent, String id, BoxText box);

    abstract void frame(String indent, int number, String title);

    abstract void endFrame(String indent);

    abstract void arrow(String from, String to);

    final void add(Diagram diagram, String indent) {
        for (Diagram.Node node : diagram.nodes()) {
            if (node.inside() == null) {
                String id = "n" + ids.size();
                ids.put(node, id);
                box(indent, id, BoxText.of(node, options));
            } else {
                frame(indent, frames++, node.name());
                add(node.inside(), indent + "  ");
                endFrame(indent);
            }
        }
    }

    final void connect(Diagram diagram) {
        diagram.nodes().stream().filter(n -> n.inside() != null).forEach(n -> connect(n.inside()));
        diagram.edges().stream()
                .map(e -> new String[] {ids.get(diagram.source(e.from())), ids.get(diagram.target(e.to()))})
                .map(List::of)
                .distinct()
                .forEach(ends -> arrow(ends.get(0), ends.get(1)));
    }

    /** The special characters of XML and HTML written out. */
    static String escaped(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
