package jeras.plots;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Puts boxes into rows, so that arrows go on from row to row, and side by side in each row, so that few arrows cross and most are
 * straight. Lengths across are those along a row, lengths along those from row to row.
 *
 * @see <a href="https://doi.org/10.1109/TSMC.1981.4308636">Sugiyama, Tagawa, Toda: Methods for visual understanding of hierarchical
 *     system structures</a>
 */
final class LayeredLayout {
    private static final double GAP = 22;
    private static final double LANE = 12;
    private static final double ROW_GAP = 30;
    private static final int SWEEPS = 24;
    /** Long chains follow each other slowly, one row a sweep. */
    private static final int MOVES = 240;

    /** A box, or the place where an arrow passes a row. */
    static final class Item {
        final double across;
        final double along;
        int rank;
        int place;
        /** Its middle. */
        double middle;
        /** Where it begins. */
        double begin;

        final List<Link> up = new ArrayList<>();
        final List<Link> down = new ArrayList<>();

        Item(double across, double along) {
            this.across = across;
            this.along = along;
        }

        boolean isLane() {
            return along < 0;
        }
    }

    /** What connects items of neighbouring rows; offsets are from their middles. */
    private record Link(Item above, Item below, double aboveOffset, double belowOffset, double weight) {
        double placeOf(Item end) {
            return end.equals(above) ? below.place : above.place;
        }

        /** Where the item would have to be for a straight line. */
        double wished(Item end) {
            return end.equals(above)
                    ? below.middle + belowOffset - aboveOffset
                    : above.middle + aboveOffset - belowOffset;
        }
    }

    /**
     * An arrow between items.
     *
     * @param fromOffset where it leaves, from the middle
     * @param toOffset where it arrives, from the middle
     */
    record Arrow(Item from, Item to, double fromOffset, double toOffset) {}

    private final List<Item> boxes;
    private final List<List<Item>> rows = new ArrayList<>();
    private final List<List<Item>> routes = new ArrayList<>();
    private final List<Arrow> arrows;
    private double[] rowBegin = {};
    private double[] rowEnd = {};

    /**
     * @param boxes in an order in which most arrows lead to later ones
     * @param first boxes that belong into the first row
     * @param last boxes that belong into the last row
     */
    LayeredLayout(List<Item> boxes, List<Arrow> arrows, List<Item> first, List<Item> last) {
        this.boxes = boxes;
        this.arrows = arrows;
        rank(first, last);
        arrows.forEach(this::route);
        order();
        place();
    }

    // ---- rows ------------------------------------------------------------------------------------------------------

    private void rank(List<Item> first, List<Item> last) {
        for (Item item : sorted()) {
            for (Arrow a : arrows) {
                if (a.from.equals(item) && a.to.place > item.place) {
                    a.to.rank = Math.max(a.to.rank, item.rank + 1);
                }
            }
        }
        // An input stands just above what takes it.
        for (Item item : boxes) {
            boolean isSource = arrows.stream().noneMatch(a -> a.to.equals(item) && !a.from.equals(item));
            if (isSource && !first.contains(item)) {
                item.rank = arrows.stream()
                        .filter(a -> a.from.equals(item) && !a.to.equals(item))
                        .mapToInt(a -> a.to.rank - 1)
                        .min()
                        .orElse(item.rank);
            }
        }
        int lowest = boxes.stream().mapToInt(b -> b.rank).max().orElse(0);
        last.forEach(item -> item.rank = lowest);
        int rowCount = lowest + 1;
        IntStream.range(0, rowCount).forEach(r -> rows.add(new ArrayList<>()));
        boxes.forEach(b -> rows.get(b.rank).add(b));
    }

    /** Each item after those before it; where a layer is called on what it gave, a circle is cut at its first item. */
    private List<Item> sorted() {
        List<Item> rest = new ArrayList<>(boxes);
        List<Item> sorted = new ArrayList<>();
        int[] waiting = new int[boxes.size()];
        IntStream.range(0, boxes.size()).forEach(i -> boxes.get(i).place = i);
        for (Arrow a : arrows) {
            waiting[a.to.place] += a.from.equals(a.to) ? 0 : 1;
        }
        while (!rest.isEmpty()) {
            Item next =
                    rest.stream().filter(i -> waiting[i.place] == 0).findFirst().orElse(rest.get(0));
            rest.remove(next);
            sorted.add(next);
            for (Arrow a : arrows) {
                if (a.from.equals(next) && !a.to.equals(next)) {
                    waiting[a.to.place]--;
                }
            }
        }
        for (int i = 0; i < sorted.size(); i++) {
            sorted.get(i).place = i;
        }
        return sorted;
    }

    /** Connects two items row by row, from the upper to the lower. */
    private void route(Arrow arrow) {
        boolean turned = arrow.from.rank > arrow.to.rank;
        Item above = turned ? arrow.to : arrow.from;
        Item below = turned ? arrow.from : arrow.to;
        List<Item> route = new ArrayList<>(List.of(above));
        if (!above.equals(below)) {
            Item before = above;
            double offset = turned ? arrow.toOffset : arrow.fromOffset;
            for (int r = above.rank + 1; r <= below.rank; r++) {
                Item next = below;
                if (r < below.rank) {
                    next = new Item(0, -1);
                    next.rank = r;
                    rows.get(r).add(next);
                }
                double weight = before.isLane() && next.isLane() ? 8 : before.isLane() || next.isLane() ? 2 : 1;
                double arriving = !next.equals(below) ? 0 : turned ? arrow.fromOffset : arrow.toOffset;
                Link link = new Link(before, next, offset, arriving, weight);
                before.down.add(link);
                next.up.add(link);
                route.add(next);
                before = next;
                offset = 0;
            }
        }
        routes.add(route);
    }

    // ---- the order in a row ----------------------------------------------------------------------------------------

    private void order() {
        rows.forEach(LayeredLayout::number);
        List<List<Item>> best = copy();
        long fewest = crossings();
        for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
            boolean down = sweep % 2 == 0;
            for (int r = 0; r < rows.size(); r++) {
                List<Item> row = rows.get(down ? r : rows.size() - 1 - r);
                double[] wish = new double[row.size()];
                for (Item item : row) {
                    List<Link> links = down ? item.up : item.down;
                    wish[item.place] = links.stream()
                            .mapToDouble(l -> l.placeOf(item))
                            .average()
                            .orElse(item.place);
                }
                row.sort(Comparator.comparingDouble(i -> wish[i.place]));
                number(row);
            }
            long now = crossings();
            if (now < fewest) {
                fewest = now;
                best = copy();
            }
        }
        rows.clear();
        rows.addAll(best);
        rows.forEach(LayeredLayout::number);
    }

    private List<List<Item>> copy() {
        List<List<Item>> copy = new ArrayList<>();
        rows.forEach(row -> copy.add(new ArrayList<>(row)));
        return copy;
    }

    private static void number(List<Item> row) {
        for (int i = 0; i < row.size(); i++) {
            row.get(i).place = i;
        }
    }

    private long crossings() {
        long count = 0;
        for (List<Item> row : rows) {
            List<Link> links = row.stream().flatMap(item -> item.down.stream()).toList();
            for (int i = 0; i < links.size(); i++) {
                for (int j = 0; j < i; j++) {
                    int above = Integer.compare(links.get(i).above.place, links.get(j).above.place);
                    int below = Integer.compare(links.get(i).below.place, links.get(j).below.place);
                    count += above * below < 0 ? 1 : 0;
                }
            }
        }
        return count;
    }

    // ---- places ----------------------------------------------------------------------------------------------------

    private void place() {
        rows.forEach(row -> settle(row, item -> new double[] {0, 1}));
        for (int sweep = 0; sweep < MOVES; sweep++) {
            boolean down = sweep % 2 == 0;
            boolean both = sweep >= SWEEPS;
            for (int r = 0; r < rows.size(); r++) {
                List<Item> row = rows.get(down ? r : rows.size() - 1 - r);
                settle(row, item -> wish(item, both || down, both || !down));
            }
        }
        double leftmost = rows.stream()
                .flatMap(List::stream)
                .mapToDouble(i -> i.middle - i.across / 2)
                .min()
                .orElse(0);
        rows.forEach(row -> row.forEach(item -> item.middle -= leftmost));
        rowBegin = new double[rows.size()];
        rowEnd = new double[rows.size()];
        double at = 0;
        for (int r = 0; r < rows.size(); r++) {
            double thickness =
                    rows.get(r).stream().mapToDouble(i -> i.along).max().orElse(0);
            rowBegin[r] = at;
            rowEnd[r] = at + Math.max(0, thickness);
            for (Item item : rows.get(r)) {
                item.begin = at + (Math.max(0, thickness) - Math.max(0, item.along)) / 2;
            }
            at = rowEnd[r] + ROW_GAP;
        }
    }

    /** Where an item would like to be, and how much. */
    private static double[] wish(Item item, boolean up, boolean down) {
        double sum = 0;
        double weight = 0;
        for (Link link : up ? item.up : List.<Link>of()) {
            sum += link.weight * link.wished(item);
            weight += link.weight;
        }
        for (Link link : down ? item.down : List.<Link>of()) {
            sum += link.weight * link.wished(item);
            weight += link.weight;
        }
        return weight == 0 ? new double[] {item.middle, 0.1} : new double[] {sum / weight, weight};
    }

    /** Items that must stay together, as they would overlap otherwise. */
    private record Pool(double mean, double weight, int count) {
        Pool with(Pool next) {
            double both = weight + next.weight;
            return new Pool((mean * weight + next.mean * next.weight) / both, both, count + next.count);
        }
    }

    /** Moves the items of a row to the places nearest to their wishes, by least squares, at which none overlaps its neighbour. */
    private static void settle(List<Item> row, Function<Item, double[]> wishes) {
        double[] offset = new double[row.size()];
        List<Pool> pools = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            Item item = row.get(i);
            if (i > 0) {
                Item before = row.get(i - 1);
                double gap = item.isLane() || before.isLane() ? LANE : GAP;
                offset[i] = offset[i - 1] + (before.across + item.across) / 2 + gap;
            }
            double[] wish = wishes.apply(item);
            Pool pool = new Pool(wish[0] - offset[i], wish[1], 1);
            while (!pools.isEmpty() && pools.get(pools.size() - 1).mean > pool.mean) {
                pool = pools.remove(pools.size() - 1).with(pool);
            }
            pools.add(pool);
        }
        int i = 0;
        for (Pool pool : pools) {
            for (int n = 0; n < pool.count; n++, i++) {
                row.get(i).middle = pool.mean + offset[i];
            }
        }
    }

    // ---- the result ------------------------------------------------------------------------------------------------

    /** The length across of everything. */
    double across() {
        return rows.stream()
                .flatMap(List::stream)
                .mapToDouble(i -> i.middle + i.across / 2)
                .max()
                .orElse(0);
    }

    /** The length along of everything. */
    double along() {
        return rowEnd.length == 0 ? 0 : rowEnd[rowEnd.length - 1];
    }

    /** The points of an arrow, from its beginning to its head: across in the first array, along in the second. */
    double[][] points(int arrow) {
        Arrow a = arrows.get(arrow);
        List<Item> route = routes.get(arrow);
        List<double[]> points = new ArrayList<>();
        if (route.size() == 1) {
            return loop(route.get(0));
        }
        boolean turned = a.from.rank > a.to.rank;
        for (int i = 0; i < route.size(); i++) {
            Item item = route.get(i);
            boolean first = i == 0;
            boolean last = i == route.size() - 1;
            double offset =
                    first ? (turned ? a.toOffset : a.fromOffset) : last ? (turned ? a.fromOffset : a.toOffset) : 0;
            double x = item.middle + offset;
            points.add(new double[] {x, first ? item.begin + item.along : rowBegin[item.rank]});
            points.add(new double[] {x, last ? item.begin : rowEnd[item.rank]});
        }
        if (turned) {
            Collections.reverse(points);
        }
        return new double[][] {
            points.stream().mapToDouble(p -> p[0]).toArray(),
            points.stream().mapToDouble(p -> p[1]).toArray()
        };
    }

    private static double[][] loop(Item item) {
        double edge = item.middle + item.across / 2;
        double low = item.begin + item.along * 0.7;
        double high = item.begin + item.along * 0.3;
        return new double[][] {{edge, edge + LANE, edge + LANE, edge}, {low, low, high, high}};
    }
}
