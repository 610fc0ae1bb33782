package jeras.datasets;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.utils.Arguments;

/**
 * CIFAR-100: 60,000 colour photographs of 32x32 pixels in a hundred classes, which form twenty groups, by Alex Krizhevsky.
 *
 * <pre>{@code
 * Split cifar = Cifar100.load();                                // downloads 169 MB once
 * Split cifar = Cifar100.load(o -> o.labelMode("coarse"));
 * }</pre>
 *
 * <p>Images are {@code (50000, 32, 32, 3)} and {@code (10000, 32, 32, 3)}, UINT8, 0 to 255, in the order of Keras. Labels are
 * {@code (50000, 1)} and {@code (10000, 1)}, indices into {@link #CLASS_NAMES} or {@link #COARSE_CLASS_NAMES}; they are INT32,
 * Jeras's type for class indices.
 *
 * @see <a href="https://keras.io/api/datasets/cifar100/">keras.datasets.cifar100</a>
 * @see <a href="https://www.cs.toronto.edu/~kriz/cifar.html">the CIFAR homepage</a>
 */
public final class Cifar100 {
    /** What the fine labels 0 to 99 mean. */
    public static final List<String> CLASS_NAMES = List.of(
            "apple",
            "aquarium_fish",
            "baby",
            "bear",
            "beaver",
            "bed",
            "bee",
            "beetle",
            "bicycle",
            "bottle",
            "bowl",
            "boy",
            "bridge",
            "bus",
            "butterfly",
            "camel",
            "can",
            "castle",
            "caterpillar",
            "cattle",
            "chair",
            "chimpanzee",
            "clock",
            "cloud",
            "cockroach",
            "couch",
            "crab",
            "crocodile",
            "cup",
            "dinosaur",
            "dolphin",
            "elephant",
            "flatfish",
            "forest",
            "fox",
            "girl",
            "hamster",
            "house",
            "kangaroo",
            "keyboard",
            "lamp",
            "lawn_mower",
            "leopard",
            "lion",
            "lizard",
            "lobster",
            "man",
            "maple_tree",
            "motorcycle",
            "mountain",
            "mouse",
            "mushroom",
            "oak_tree",
            "orange",
            "orchid",
            "otter",
            "palm_tree",
            "pear",
            "pickup_truck",
            "pine_tree",
            "plain",
            "plate",
            "poppy",
            "porcupine",
            "possum",
            "rabbit",
            "raccoon",
            "ray",
            "road",
            "rocket",
            "rose",
            "sea",
            "seal",
            "shark",
            "shrew",
            "skunk",
            "skyscraper",
            "snail",
            "snake",
            "spider",
            "squirrel",
            "streetcar",
            "sunflower",
            "sweet_pepper",
            "table",
            "tank",
            "telephone",
            "television",
            "tiger",
            "tractor",
            "train",
            "trout",
            "tulip",
            "turtle",
            "wardrobe",
            "whale",
            "willow_tree",
            "wolf",
            "woman",
            "worm");

    /** What the coarse labels 0 to 19 mean. */
    public static final List<String> COARSE_CLASS_NAMES = List.of(
            "aquatic_mammals",
            "fish",
            "flowers",
            "food_containers",
            "fruit_and_vegetables",
            "household_electrical_devices",
            "household_furniture",
            "insects",
            "large_carnivores",
            "large_man-made_outdoor_things",
            "large_natural_outdoor_scenes",
            "large_omnivores_and_herbivores",
            "medium_mammals",
            "non-insect_invertebrates",
            "people",
            "reptiles",
            "small_mammals",
            "trees",
            "vehicles_1",
            "vehicles_2");

    private static final KerasFile ARCHIVE = KerasFile.at(
            URI.create("https://www.cs.toronto.edu/~kriz/cifar-100-python.tar.gz"),
            "Cifar100",
            "cifar100",
            "85cd44d02ba6437773c5bbd22e183051d648de2e7d6b014e1ef29b855ba677a7",
            1_000_000_000,
            "Cifar100.load(o -> o.path(...))");

    private Cifar100() {}

    /** The options of {@link #load(Consumer)}. */
    public static final class Options {
        private Optional<Path> path = Optional.empty();
        private boolean isFine = true;

        private Options() {}

        /**
         * Loads {@code cifar-100-python.tar.gz} or {@code cifar-100-binary.tar.gz} from here, from this folder, or their
         * content from this folder, and never touches the network.
         */
        public Options path(Path fileOrFolder) {
            path = Optional.of(fileOrFolder);
            return this;
        }

        /** {@code "fine"} (the default) for the hundred classes, {@code "coarse"} for their twenty groups. */
        public Options labelMode(String name) {
            Arguments.oneOf("Cifar100", "labelMode", name, "fine", "coarse");
            isFine = name.equals("fine");
            return this;
        }
    }

    /**
     * Loads CIFAR-100 with its fine labels from the cache folder {@code <user home>/.jeras/datasets/cifar100}, and downloads it
     * if it is not there.
     *
     * @throws FileFormatException if the file cannot be had: no network, no such address, wrong bytes
     */
    public static Split load() {
        return load(o -> {});
    }

    /**
     * Loads CIFAR-100.
     *
     * @throws InvalidArgumentException if there is no file at the path that is given
     * @throws FileFormatException if the file cannot be had, or is damaged or something else
     */
    public static Split load(Consumer<Options> options) {
        Options chosen = new Options();
        options.accept(chosen);
        CifarFiles files = new CifarFiles(
                ARCHIVE,
                "cifar-100-binary.tar.gz",
                List.of("train"),
                "test",
                chosen.isFine ? "fine_labels" : "coarse_labels",
                2,
                chosen.isFine ? 1 : 0,
                (chosen.isFine ? CLASS_NAMES : COARSE_CLASS_NAMES).size());
        return files.load(chosen.path);
    }
}
