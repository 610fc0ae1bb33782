package jeras.plots;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Writes SVG, with texts as texts, so that they can be searched and copied. */
final class SvgCanvas implements Canvas {
    private final StringBuilder svg = new StringBuilder();

    SvgCanvas(int width, int height) {
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"")
                .append(width)
                .append("\" height=\"")
                .append(height)
                .append("\" viewBox=\"0 0 ")
                .append(width)
                .append(' ')
                .append(height)
                .append("\" font-family=\"'DejaVu Sans', Helvetica, Arial, sans-serif\">\n");
    }

    /** The whole document. */
    String document() {
        return svg + "</svg>\n";
    }

    @Override
    public void rectangle(double x, double y, double width, double height, Color fill) {
        element("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"/>", x, y, width, height, hex(fill));
    }

    @Override
    public void line(double[] x, double[] y, Color color, double width) {
        element(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" stroke-linejoin=\"round\""
                        + " stroke-linecap=\"round\"/>",
                points(x, y), hex(color), width);
    }

    @Override
    public void polygon(double[] x, double[] y, Color fill) {
        element("<polygon points=\"%s\" fill=\"%s\"/>", points(x, y), hex(fill));
    }

    private static String points(double[] x, double[] y) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < x.length; i++) {
            points.append(i == 0 ? "" : " ").append(number(x[i])).append(',').append(number(y[i]));
        }
        return points.toString();
    }

    @Override
    public void dot(double x, double y, double radius, Color fill) {
        element("<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\"/>", x, y, radius, hex(fill));
    }

    /** With the length that the layout has counted on, whichever font the viewer takes. */
    @Override
    public void text(String text, double x, double y, Style style) {
        String turn = style.upright() ? " transform=\"rotate(-90 " + number(x) + " " + number(y) + ")\"" : "";
        element(
                "<text x=\"%s\" y=\"%s\" font-size=\"%s\" textLength=\"%s\" lengthAdjust=\"spacingAndGlyphs\" fill=\"%s\""
                        + " text-anchor=\"%s\"%s%s xml:space=\"preserve\">%s</text>",
                x,
                y,
                style.size(),
                Typeface.width(text, style.size(), style.bold()),
                hex(style.color()),
                style.anchor().name().toLowerCase(Locale.ROOT),
                style.bold() ? " font-weight=\"bold\"" : "",
                turn,
                escaped(text));
    }

    @Override
    public void image(BufferedImage image, double x, double y, double width, double height, boolean smooth) {
        element(
                "<image x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" preserveAspectRatio=\"none\"%s"
                        + " xlink:href=\"data:image/png;base64,%s\"/>",
                x, y, width, height, smooth ? "" : " style=\"image-rendering: pixelated\"", png(image));
    }

    private void element(String form, Object... values) {
        Object[] texts = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            texts[i] = values[i] instanceof Double number ? number(number) : values[i];
        }
        svg.append(String.format(Locale.ROOT, form, texts)).append('\n');
    }

    private static String number(double value) {
        String two = String.format(Locale.ROOT, "%.2f", value);
        return two.endsWith(".00") ? two.substring(0, two.length() - 3) : two;
    }

    private static String hex(Color color) {
        return String.format(Locale.ROOT, "#%06x", color.getRGB() & 0xFFFFFF);
    }

    /** XML's special characters written out; the control characters that it cannot hold become blanks. */
    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                default -> safe.appendCodePoint(isXml(c) ? c : ' ');
            }
        });
        return safe.toString();
    }

    private static boolean isXml(int codePoint) {
        boolean surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
        return codePoint >= 0x20 && !surrogate && codePoint != 0xFFFE && codePoint != 0xFFFF;
    }

    private static String png(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
