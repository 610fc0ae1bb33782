package jeras.plots;

import java.util.stream.Collectors;
import jeras.graph.Diagram;

/** Graphviz's language, with the boxes that Keras has there. */
final class DotText extends DiagramText {
    DotText(ModelPlotOptions options) {
        super(options);
    }

    String of(Diagram diagram) {
        text.append("digraph G {\n  rankdir=")
                .append(options.rankdir)
                .append(";\n  concentrate=true;\n  dpi=")
                .append(options.dpi)
                .append(";\n  splines=ortho;\n")
                .append("  node [shape=record, fontname=Helvetica, border=0, margin=0];\n  edge [penwidth=2];\n");
        add(diagram, "  ");
        connect(diagram);
        return text.append("}\n").toString();
    }

    @Override
    void box(String indent, String id, BoxText box) {
        int columns = Math.max(1, box.cells().size());
        String span = "colspan=\"" + columns + "\"";
        String heading = box.name().isEmpty()
                ? "<b>" + escaped(box.className()) + "</b>"
                : "<b>" + escaped(box.name()) + "</b> (" + escaped(box.className()) + ")";
        text.append(indent)
                .append(id)
                .append(" [label=<<table border=\"0\" cellborder=\"1\" bgcolor=\"black\" cellpadding=\"10\"><tr><td ")
                .append(span)
                .append(" bgcolor=\"black\"><font point-size=\"16\" color=\"white\">")
                .append(heading)
                .append("</font></td></tr>");
        if (!box.activation().isEmpty()) {
            text.append("<tr><td bgcolor=\"white\" ")
                    .append(span)
                    .append("><font point-size=\"14\">Activation: <b>")
                    .append(escaped(box.activation()))
                    .append("</b></font></td></tr>");
        }
        if (!box.cells().isEmpty()) {
            text.append(box.cells().stream().map(DotText::cell).collect(Collectors.joining("", "<tr>", "</tr>")));
        }
        text.append("</table>>];\n");
    }

    private static String cell(BoxText.Cell cell) {
        String colours = switch (cell.colour()) {
            case WHITE -> "bgcolor=\"white\"><font point-size=\"14\">";
            case GREEN -> "bgcolor=\"forestgreen\"><font point-size=\"14\" color=\"white\">";
            case RED -> "bgcolor=\"firebrick\"><font point-size=\"14\" color=\"white\">";
        };
        return "<td " + colours + cell.label() + "<b>" + escaped(cell.value()) + "</b></font></td>";
    }

    @Override
    void frame(String indent, int number, String title) {
        text.append(indent)
                .append("subgraph cluster_")
                .append(number)
                .append(" {\n")
                .append(indent)
                .append("  style=dashed;\n")
                .append(indent)
                .append("  label=<")
                .append(escaped(title))
                .append(">;\n")
                .append(indent)
                .append("  labeljust=l;\n");
    }

    @Override
    void endFrame(String indent) {
        text.append(indent).append("}\n");
    }

    @Override
    void arrow(String from, String to) {
        text.append("  ").append(from).append(" -> ").append(to).append(";\n");
    }
}
