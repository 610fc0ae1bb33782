package jeras.plots;

import java.awt.image.BufferedImage;
import java.util.List;
import jeras.plots.Canvas.Anchor;
import jeras.plots.Canvas.Style;

/** Lays images and their captions out. */
final class GridPicture {
    private static final double MARGIN = 14;
    private static final double GAP = 12;
    private static final double LINE = 15;
    private static final double FONT = 11;

    private GridPicture() {}

    static Plot of(List<BufferedImage> images, List<String> captions, int wanted, double tile, String title) {
        int columns = Math.min(wanted, images.size());
        int rows = (images.size() + columns - 1) / columns;
        long lines = captions.stream().mapToLong(c -> c.lines().count()).max().orElse(0);
        double rowHeight = tile + (lines == 0 ? 0 : lines * LINE + 4) + GAP;
        double top = MARGIN + (title.isEmpty() ? 0 : 26);
        double width = 2 * MARGIN + columns * tile + (columns - 1) * GAP;
        return new Plot(title.isEmpty() ? "images" : title, width, top + rows * rowHeight - GAP + MARGIN, canvas -> {
            canvas.text(
                    Typeface.fit(title, 14, true, width - 2 * MARGIN),
                    MARGIN,
                    MARGIN + 10,
                    Style.of(14, Typeface.INK).heavy());
            for (int i = 0; i < images.size(); i++) {
                double x = MARGIN + i % columns * (tile + GAP);
                double y = top + Math.floorDiv(i, columns) * rowHeight;
                image(canvas, images.get(i), x, y, tile);
                if (!captions.isEmpty()) {
                    caption(canvas, captions.get(i), x, y + tile, tile);
                }
            }
        });
    }

    private static void image(Canvas canvas, BufferedImage image, double x, double y, double tile) {
        double scale = tile / Math.max(image.getWidth(), image.getHeight());
        double width = image.getWidth() * scale;
        double height = image.getHeight() * scale;
        // Enlarged pixels are to be seen as they are; a reduced photograph is to look smooth.
        canvas.image(image, x + (tile - width) / 2, y + (tile - height) / 2, width, height, scale < 1.5);
    }

    private static void caption(Canvas canvas, String caption, double x, double y, double tile) {
        List<String> lines = caption.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            canvas.text(
                    Typeface.fit(lines.get(i), FONT, false, tile + GAP - 4),
                    x + tile / 2,
                    y + (i + 1) * LINE,
                    Style.of(FONT, i == 0 ? Typeface.INK : Typeface.FAINT).at(Anchor.MIDDLE));
        }
    }
}
