package jeras.zoo;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import jeras.Array;
import jeras.plots.ImageGrid;
import jeras.plots.Plot;
import jeras.utils.TextPicture;
import jeras.zoo.recipe.Mistake;

/**
 * Images with what a model says about them, for a terminal and for a report.
 *
 * @param images where they come from
 * @param probabilities what the model says about those to test with, {@code (n, classes)}
 */
record ImageGallery(ImageSource images, Array probabilities) {
    private static final int SCREEN_COLUMNS = 80;
    private static final int WIDEST = 28;
    private static final int MOST_IN_A_ROW = 8;
    private static final int GAP = 4;
    private static final int GRID = 20;

    /** The mistakes that the model is surest of. */
    List<Mistake> mistakes() {
        return Mistake.hardest(images.testLabels(), probabilities, GRID);
    }

    /** One row of images that the model gets right, drawn with characters; empty when there is none. */
    String rightAnswers() {
        int[] said = probabilities.argMax(1).toIntArray(); // (n)
        int[] truth = images.testLabels().toIntArray(); // (n)
        List<Integer> right = IntStream.range(0, said.length)
                .filter(i -> said[i] == truth[i])
                .limit(MOST_IN_A_ROW)
                .boxed()
                .toList();
        List<String> captions = right.stream()
                .map(i -> "✓ " + words(said[i], probabilities.getDouble(i, said[i])))
                .toList();
        return row(right, captions);
    }

    /** One row of the hardest mistakes, drawn with characters; empty when there is none. */
    String wrongAnswers() {
        List<Mistake> hardest = mistakes();
        return row(
                hardest.stream().map(Mistake::index).toList(),
                hardest.stream()
                        .map(m -> "✗ " + words(m.predicted(), m.probability()) + "\n  really " + name(m.truth()))
                        .toList());
    }

    /** The hardest mistakes as a picture; there must be one. */
    Plot picture() {
        List<Mistake> hardest = mistakes();
        return ImageGrid.of(
                        images.testImages(hardest.stream().map(Mistake::index).toList()))
                .captions(hardest.stream()
                        .map(m -> words(m.predicted(), m.probability()) + "\nreally " + name(m.truth()))
                        .toList())
                .plot();
    }

    private String words(int classIndex, double probability) {
        return name(classIndex) + " (" + String.format(Locale.ROOT, "%.1f %%", 100 * probability) + ")";
    }

    private String name(int classIndex) {
        return images.classNames().get(classIndex);
    }

    /** As many of these images as stand side by side on a screen. */
    private String row(List<Integer> indices, List<String> captions) {
        List<Integer> first = indices.subList(0, Math.min(MOST_IN_A_ROW, indices.size()));
        List<BufferedImage> pictures = images.testImages(first);
        List<String> blocks = new ArrayList<>();
        int left = SCREEN_COLUMNS;
        for (int i = 0; i < pictures.size(); i++) {
            String block = characters(pictures.get(i)) + "\n\n" + captions.get(i);
            left -= block.lines().mapToInt(String::length).max().orElse(0) + (i == 0 ? 0 : GAP);
            if (left < 0 && i > 0) {
                break;
            }
            blocks.add(block);
        }
        return TextPicture.sideBySide(blocks, GAP);
    }

    /** Grey, and no wider than {@value #WIDEST} characters. */
    private static String characters(BufferedImage image) {
        double scale = Math.min(1, (double) WIDEST / image.getWidth());
        int width = Math.max(1, (int) (image.getWidth() * scale));
        int height = Math.max(1, (int) Math.min(2L * WIDEST, Math.round(image.getHeight() * scale)));
        BufferedImage grey = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = grey.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, Color.WHITE, null);
        graphics.dispose();
        byte[] pixels = new byte[width * height];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) ImageFile.grey(grey.getRGB(i % width, i / width));
        }
        return TextPicture.of(pixels, height, width);
    }
}
