package jeras.utils;

import java.util.List;
import java.util.Locale;
import jeras.utils.SummaryTable.Column;

/** Writes a table as HTML that a screen reader can follow: a caption, and headings that name their column or row. */
final class TableHtml {
    private TableHtml() {}

    static String of(String title, List<Column> columns, List<List<String>> rows, List<String> footer) {
        StringBuilder html = new StringBuilder("<table>\n");
        html.append("<caption>").append(escaped(title)).append("</caption>\n<thead>\n<tr>");
        columns.forEach(column -> html.append(cell("th scope=\"col\"", "th", column, column.name())));
        html.append("</tr>\n</thead>\n<tbody>\n");
        for (List<String> row : rows) {
            html.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                html.append(
                        i == 0
                                ? cell("th scope=\"row\"", "th", columns.get(i), row.get(i))
                                : cell("td", "td", columns.get(i), row.get(i)));
            }
            html.append("</tr>\n");
        }
        html.append("</tbody>\n");
        if (!footer.isEmpty()) {
            html.append("<tfoot>\n");
            footer.forEach(line -> html.append("<tr><td colspan=\"" + columns.size() + "\" style=\"text-align:left\">")
                    .append(escaped(line.strip()))
                    .append("</td></tr>\n"));
            html.append("</tfoot>\n");
        }
        return html.append("</table>\n").toString();
    }

    private static String cell(String opening, String closing, Column column, String text) {
        String alignment = column.alignment().name().toLowerCase(Locale.ROOT);
        return "<" + opening + " style=\"text-align:" + alignment + "\">" + escaped(text) + "</" + closing + ">";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
