package jeras.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** Draws pixels. */
final class RasterCanvas implements Canvas {
    private final Graphics2D graphics;

    RasterCanvas(Graphics2D graphics) {
        this.graphics = graphics;
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    @Override
    public void rectangle(double x, double y, double width, double height, Color fill) {
        graphics.setColor(fill);
        graphics.fill(new Rectangle2D.Double(x, y, width, height));
    }

    @Override
    public void line(double[] x, double[] y, Color color, double width) {
        graphics.setColor(color);
        graphics.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(path(x, y));
    }

    @Override
    public void polygon(double[] x, double[] y, Color fill) {
        Path2D path = path(x, y);
        path.closePath();
        graphics.setColor(fill);
        graphics.fill(path);
    }

    private static Path2D path(double[] x, double[] y) {
        Path2D path = new Path2D.Double();
        path.moveTo(x[0], y[0]);
        for (int i = 1; i < x.length; i++) {
            path.lineTo(x[i], y[i]);
        }
        return path;
    }

    @Override
    public void dot(double x, double y, double radius, Color fill) {
        graphics.setColor(fill);
        graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    @Override
    public void text(String text, double x, double y, Style style) {
        double length = Typeface.width(text, style.size(), style.bold());
        AffineTransform before = graphics.getTransform();
        graphics.translate(x, y);
        if (style.upright()) {
            graphics.rotate(-Math.PI / 2);
        }
        double shift = switch (style.anchor()) {
            case START -> 0;
            case MIDDLE -> -length / 2;
            case END -> -length;
        };
        graphics.setColor(style.color());
        graphics.setFont(Typeface.font(style.size(), style.bold()));
        graphics.drawString(text, (float) shift, 0);
        graphics.setTransform(before);
    }

    @Override
    public void image(BufferedImage image, double x, double y, double width, double height, boolean smooth) {
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION,
                smooth
                        ? RenderingHints.VALUE_INTERPOLATION_BILINEAR
                        : RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        AffineTransform place = AffineTransform.getTranslateInstance(x, y);
        place.scale(width / image.getWidth(), height / image.getHeight());
        graphics.drawImage(image, place, null);
    }
}
