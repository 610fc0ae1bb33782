package jeras.plots;

import java.awt.Color;
import jeras.plots.BoxText.Cell;
import jeras.plots.Canvas.Style;

/** Draws the box of a layer: white on black what it is, below it black on white what more is told. */
final class LayerBox {
    private static final double HEADING = 13;
    private static final double FONT = 11;
    private static final double PADDING = 7;
    private static final Color GREEN = new Color(0x22, 0x8B, 0x22);
    private static final Color RED = new Color(0xB2, 0x22, 0x22);

    private final BoxText text;
    private final double cellsWidth;
    private final double width;

    LayerBox(BoxText text) {
        this.text = text;
        double heading = Typeface.width(text.name(), HEADING, true)
                + Typeface.width(kind(), HEADING, text.name().isEmpty());
        double activation = text.activation().isEmpty()
                ? 0
                : Typeface.width("Activation: ", FONT, false) + Typeface.width(text.activation(), FONT, true);
        cellsWidth = text.cells().stream().mapToDouble(LayerBox::width).sum()
                + Math.max(0, text.cells().size() - 1);
        width = Math.ceil(Math.max(Math.max(heading, activation) + 2 * PADDING, cellsWidth) + 2);
    }

    private String kind() {
        return text.name().isEmpty() ? text.className() : " (" + text.className() + ")";
    }

    private static double width(Cell cell) {
        return 2 * PADDING + Typeface.width(cell.label(), FONT, false) + Typeface.width(cell.value(), FONT, true);
    }

    double width() {
        return width;
    }

    private static double rowHeight(double font) {
        return font + 2 * PADDING;
    }

    double height() {
        return 2
                + rowHeight(HEADING)
                + (text.activation().isEmpty() ? 0 : rowHeight(FONT) + 1)
                + (text.cells().isEmpty() ? 0 : rowHeight(FONT));
    }

    void draw(Canvas canvas, double x, double y) {
        canvas.rectangle(x, y, width, height(), Color.BLACK);
        double name = Typeface.width(text.name(), HEADING, true);
        boolean alone = text.name().isEmpty();
        double left = x + (width - name - Typeface.width(kind(), HEADING, alone)) / 2;
        double base = y + 1 + PADDING + HEADING * 0.82;
        Style style = Style.of(HEADING, Color.WHITE);
        if (!alone) {
            canvas.text(text.name(), left, base, style.heavy());
        }
        canvas.text(kind(), left + name, base, alone ? style.heavy() : style);
        double top = y + 1 + rowHeight(HEADING);
        if (!text.activation().isEmpty()) {
            cell(canvas, new Cell("Activation: ", text.activation(), BoxText.Colour.WHITE), x + 1, top, width - 2);
            top += rowHeight(FONT) + 1;
        }
        double at = x + 1;
        double stretch = (width - 2 - cellsWidth) / Math.max(1, text.cells().size());
        for (Cell cell : text.cells()) {
            double wide = width(cell) + stretch;
            cell(canvas, cell, at, top, wide);
            at += wide + 1;
        }
    }

    private static void cell(Canvas canvas, Cell cell, double x, double y, double wide) {
        Color fill = switch (cell.colour()) {
            case WHITE -> Color.WHITE;
            case GREEN -> GREEN;
            case RED -> RED;
        };
        canvas.rectangle(x, y, wide, rowHeight(FONT), fill);
        double left = x + (wide - width(cell)) / 2 + PADDING;
        double base = y + PADDING + FONT * 0.82;
        Style style = Style.of(FONT, cell.colour() == BoxText.Colour.WHITE ? Color.BLACK : Color.WHITE);
        if (!cell.label().isEmpty()) {
            canvas.text(cell.label(), left, base, style);
        }
        canvas.text(cell.value(), left + Typeface.width(cell.label(), FONT, false), base, style.heavy());
    }
}
