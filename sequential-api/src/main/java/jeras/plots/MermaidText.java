package jeras.plots;

import jeras.graph.Diagram;

/** Mermaid's language, which GitHub and notebooks draw. */
final class MermaidText extends DiagramText {
    MermaidText(ModelPlotOptions options) {
        super(options);
    }

    String of(Diagram diagram) {
        text.append("flowchart ").append(options.rankdir).append('\n');
        add(diagram, "  ");
        connect(diagram);
        return text.toString();
    }

    @Override
    void box(String indent, String id, BoxText box) {
        text.append(indent)
                .append(id)
                .append("[\"")
                .append(
                        box.name().isEmpty()
                                ? "<b>" + escaped(box.className()) + "</b>"
                                : "<b>" + escaped(box.name()) + "</b> (" + escaped(box.className()) + ")");
        if (!box.activation().isEmpty()) {
            text.append("<br/>Activation: <b>")
                    .append(escaped(box.activation()))
                    .append("</b>");
        }
        box.cells()
                .forEach(cell -> text.append("<br/>")
                        .append(cell.label())
                        .append("<b>")
                        .append(escaped(cell.value()))
                        .append("</b>"));
        text.append("\"]\n");
    }

    @Override
    void frame(String indent, int number, String title) {
        text.append(indent)
                .append("subgraph s")
                .append(number)
                .append("[\"")
                .append(escaped(title))
                .append("\"]\n");
    }

    @Override
    void endFrame(String indent) {
        text.append(indent).append("end\n");
    }

    @Override
    void arrow(String from, String to) {
        text.append("  ").append(from).append(" --> ").append(to).append('\n');
    }
}
