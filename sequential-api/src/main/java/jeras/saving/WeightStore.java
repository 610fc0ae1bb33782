package jeras.saving;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import jeras.Array;

/**
 * The arrays of a weights file by their path, as {@code layers/dense/vars/0} or {@code optimizer/vars/1}.
 *
 * <p>Everything lies on the heap; the file is closed. Groups without arrays, as Keras writes them for layers that have no
 * weights, leave no trace here.
 *
 * @see <a href="https://keras.io/api/models/model_saving_apis/weights_saving_and_loading/">Keras: weights</a>
 */
final class WeightStore {
    /** Numbers inside names by their value: {@code vars/2} before {@code vars/10}, {@code dense_2} before {@code dense_10}. */
    static final Comparator<String> NATURAL_ORDER = WeightStore::compareNaturally;

    private static final int DEEPEST = 100;

    private final TreeMap<String, Array> arrays = new TreeMap<>(NATURAL_ORDER);

    private WeightStore() {}

    /** Arrays by path, as they would be read from a file. */
    static WeightStore of(Map<String, Array> arrays) {
        WeightStore store = new WeightStore();
        store.arrays.putAll(arrays);
        return store;
    }

    /**
     * Reads a bare {@code .weights.h5} file.
     *
     * @throws jeras.FileFormatException if it is not one
     */
    static WeightStore readH5(Path file) {
        return InputFile.open(file, source -> {
            if (LooksLike.describe(source).startsWith("a ZIP")) {
                throw source.place()
                        .error(
                                "an HDF5 file of weights",
                                "a ZIP file: probably a whole model, as .keras",
                                "load it as a model");
            }
            return read(source);
        });
    }

    /**
     * Writes a bare {@code .weights.h5} file, which Keras loads with {@code load_weights}.
     *
     * @throws jeras.FileFormatException if the file cannot be written; what was there before stays then
     */
    static void writeH5(Path file, Map<String, Array> weights) {
        Hdf5Writer content = Hdf5Writer.of(weights);
        AtomicFile.write(file, content::writeTo);
    }

    /** Reads the tree of an HDF5 file. */
    static WeightStore read(Source source) {
        WeightStore store = new WeightStore();
        store.collect(Hdf5File.open(source).root(), "", 0);
        return store;
    }

    private void collect(Hdf5Object group, String path, int depth) {
        if (depth > DEEPEST) {
            throw group.place()
                    .error(
                            "at most " + DEEPEST + " groups inside each other",
                            "more",
                            "nest fewer models inside each other");
        }
        if (!group.isGroup()) {
            throw group.place().damaged("a group", "something else");
        }
        group.forEachChild((name, child) -> {
            String childPath = path.isEmpty() ? name : path + "/" + name;
            if (child.isGroup()) {
                collect(child, childPath, depth + 1);
            } else {
                arrays.put(modern(childPath), child.array());
            }
        });
    }

    /** tf.keras 2.12 had another name for the list of layers, and on Windows divided paths by backslashes. */
    private static String modern(String path) {
        return path.replace('\\', '/').replace("_layer_checkpoint_dependencies/", "layers/");
    }

    /** All paths, in natural order. */
    Set<String> paths() {
        return Collections.unmodifiableSet(arrays.keySet());
    }

    Collection<Array> arrays() {
        return Collections.unmodifiableCollection(arrays.values());
    }

    Optional<Array> find(String path) {
        return Optional.ofNullable(arrays.get(path));
    }

    /** The variables of a layer or an optimizer, {@code <path>/vars/0, 1, ...}, in numeric order; none if it has none. */
    List<Array> vars(String path) {
        String group = path.isEmpty() ? "vars" : path + "/vars";
        List<Array> vars = new ArrayList<>();
        for (String name : children(group)) {
            find(group + "/" + name).ifPresent(vars::add);
        }
        return vars;
    }

    /** As {@link #vars}, without what has a name of its own there. */
    List<Array> numbered(String path) {
        List<Array> vars = new ArrayList<>();
        for (int i = 0; find(WeightPaths.variable(path, i)).isPresent(); i++) {
            vars.add(find(WeightPaths.variable(path, i)).get());
        }
        return vars;
    }

    /**
     * The variables at a path whose names differ by underscores only: tf.keras kept the parts of some layers in private
     * attributes, {@code _query_dense}, and Java's {@code dense1} is {@code dense_1} in Python.
     */
    List<Array> varsLike(String path) {
        String found = "";
        for (String name : path.split("/", -1)) {
            Set<String> children = children(found);
            String like = children.contains(name)
                    ? name
                    : children.stream()
                            .filter(c -> c.replace("_", "").equals(name.replace("_", "")))
                            .findFirst()
                            .orElse(name);
            found = found.isEmpty() ? like : found + "/" + like;
        }
        return vars(found);
    }

    /** The names directly below a group that lead to arrays, in natural order; {@code ""} is the root. */
    Set<String> children(String group) {
        String prefix = group.isEmpty() ? "" : group + "/";
        Set<String> names = new TreeSet<>(NATURAL_ORDER);
        for (String path : arrays.keySet()) {
            if (path.startsWith(prefix)) {
                int end = path.indexOf('/', prefix.length());
                names.add(path.substring(prefix.length(), end < 0 ? path.length() : end));
            }
        }
        return names;
    }

    private static int compareNaturally(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            int endA = endOfDigits(a, i);
            int endB = endOfDigits(b, j);
            int order;
            if (endA > i && endB > j) {
                order = compareDigits(a.substring(i, endA), b.substring(j, endB));
                i = endA;
                j = endB;
            } else {
                order = Character.compare(a.charAt(i++), b.charAt(j++));
            }
            if (order != 0) {
                return order;
            }
        }
        int rest = Integer.compare(a.length() - i, b.length() - j);
        return rest != 0 ? rest : a.compareTo(b); // "01" and "1" are different names
    }

    private static int endOfDigits(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    /** By value without parsing: a name may hold more digits than a long. */
    private static int compareDigits(String a, String b) {
        String left = a.replaceFirst("^0+", "");
        String right = b.replaceFirst("^0+", "");
        int byLength = Integer.compare(left.length(), right.length());
        return byLength != 0 ? byLength : left.compareTo(right);
    }
}
