package jeras.applications;

import java.util.Locale;
import jeras.Model;
import jeras.layers.Conv2D;
import jeras.layers.GlobalAveragePooling2D;
import jeras.ops.Shapes;
import jeras.ops.Tensor;

/**
 * NASNet's two sizes.
 *
 * @param size the end of the name, such as {@code Mobile}
 * @param imageSize the height and width of the images that it was made for
 * @param penultimateFilters the channels before the classes
 * @param blocks how many normal cells follow each other
 * @param stemFilters the channels of the first convolution
 * @param skipsReduction whether the first cell after a reduction sees what came before the cell before it
 */
record NASNet(
        String size,
        int imageSize,
        int penultimateFilters,
        int blocks,
        int stemFilters,
        boolean skipsReduction,
        PublishedWeights top,
        PublishedWeights noTop) {
    /** The last normal cell has six parts, of four times the filters of the first. */
    private static final int PARTS = 24;

    /** A file that Keras publishes, which it stores under another name. */
    static PublishedWeights weights(String size, String end, String hash) {
        return new PublishedWeights(
                "nasnet_" + size + end.replace('-', '_') + ".h5",
                PublishedWeights.KERAS + "nasnet/NASNet-" + size + end + ".h5",
                hash);
    }

    Model build(ApplicationOptions options) {
        Assembly made = new Assembly("NASNet" + size, options);
        made.requireChannelsLast();
        Tensor x = images(made, options);
        x = Conv2D.of(stemFilters, 3)
                .strides(2)
                .useBias(false)
                .kernelInitializer("he_normal")
                .name("stem_conv1")
                .apply(x);
        x = cells(NASNetCells.normalized(x, "stem_bn1")); // (batch, height / 32, width / 32, penultimateFilters)
        x = made.includesTop() ? made.predictions(GlobalAveragePooling2D.of().apply(x)) : made.pooled(x);
        return made.model("nasnet_" + size.toLowerCase(Locale.ROOT), x, () -> made.includesTop() ? top : noTop);
    }

    /** Of its own size where none is told: the cells can only be joined where the lengths are known. */
    private Tensor images(Assembly made, ApplicationOptions options) {
        boolean needsSize = options.includeTop || options.inputShape == null;
        Tensor images = made.images(InputShapes.obtain("NASNet" + size, options, imageSize, 32, needsSize));
        if (images.size(1) < 0 || images.size(2) < 0) {
            throw made.refused(
                    "images of a known height and width",
                    Shapes.text(images.shape()),
                    "give an inputShape: it says where the cells must shrink what they see");
        }
        return images;
    }

    private Tensor cells(Tensor stem) {
        NASNetCells cells = new NASNetCells();
        int filters = penultimateFilters / PARTS;
        Tensor before = stem;
        Tensor x = cells.reduction(stem, null, filters / 4, "stem_1");
        Tensor y = cells.reduction(x, before, filters / 2, "stem_2");
        for (int stage = 0; stage < 3; stage++) {
            int wide = filters << stage;
            if (stage > 0) {
                // y is the last cell's output, x that of the one before.
                Tensor reduced = cells.reduction(y, x, wide, "reduce_" + stage * blocks);
                x = skipsReduction ? x : y;
                y = reduced;
            }
            for (int i = 0; i < blocks; i++) {
                Tensor next = cells.normal(y, x, wide, Integer.toString(stage * blocks + i + (stage > 0 ? 1 : 0)));
                x = y;
                y = next;
            }
        }
        return cells.activated(y);
    }
}
