package jeras.applications.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Joins the two pieces that stand side by side most often, again and again, as Hugging Face's trainer does: byte pair encoding
 * whose pieces inside a word begin with {@code ##}. Of equally frequent pairs those of older pieces are joined first.
 */
final class WordPieceTrainer {
    private static final String INSIDE = "##";
    /** Longer words become the unknown token anyway. */
    private static final int LONGEST_WORD = 100;

    private final WordPieceVocabulary.Training told;
    private final List<Word> words = new ArrayList<>();
    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private final Map<Pair, Long> counts = new HashMap<>();
    private final Map<Pair, Set<Word>> places = new HashMap<>();

    /** A word as the pieces that it consists of so far. */
    private static final class Word {
        final List<String> pieces = new ArrayList<>();
        final long count;

        Word(String text, long count) {
            this.count = count;
            text.codePoints().forEach(c -> pieces.add((pieces.isEmpty() ? "" : INSIDE) + Character.toString(c)));
        }
    }

    private record Pair(String left, String right) {
        String joined() {
            return left + right.substring(INSIDE.length());
        }
    }

    /** A pair with how often it was there when it was put into the queue. */
    private record Candidate(Pair pair, long count) {}

    WordPieceTrainer(WordPieceVocabulary.Training told) {
        this.told = told;
    }

    List<String> train(Iterable<String> texts) {
        Map<String, Long> frequencies = new TreeMap<>();
        for (String text : texts) {
            for (String word : BasicTokens.of(text, told.lowercase)) {
                if (word.length() <= LONGEST_WORD) {
                    frequencies.merge(word, 1L, Long::sum);
                }
            }
        }
        frequencies.forEach((text, count) -> words.add(new Word(text, count)));
        WordPieceVocabulary.SPECIAL.forEach(this::add);
        Set<String> inside = new TreeSet<>();
        Set<String> characters = new TreeSet<>();
        for (Word word : words) {
            characters.add(word.pieces.get(0));
            for (String piece : word.pieces.subList(1, word.pieces.size())) {
                inside.add(piece);
                characters.add(piece.substring(INSIDE.length()));
            }
        }
        // Also what came only inside words begins one, so that fewer new words are unknown.
        characters.forEach(this::add);
        inside.forEach(this::add);
        join();
        return ids.keySet().stream().limit(told.size).toList();
    }

    private void add(String token) {
        ids.putIfAbsent(token, ids.size());
    }

    private void join() {
        words.forEach(w -> count(w, 1));
        PriorityQueue<Candidate> queue = new PriorityQueue<>(Comparator.comparingLong(Candidate::count)
                .reversed()
                .thenComparing(c -> ids.get(c.pair.left))
                .thenComparing(c -> ids.get(c.pair.right)));
        counts.forEach((pair, n) -> queue.add(new Candidate(pair, n)));
        while (ids.size() < told.size && !queue.isEmpty()) {
            Candidate best = queue.poll();
            long now = counts.getOrDefault(best.pair, 0L);
            if (now != best.count) {
                // Other joins have taken some of its places since.
                if (now > 0) {
                    queue.add(new Candidate(best.pair, now));
                }
                continue;
            }
            if (now < told.minFrequency) {
                return;
            }
            add(best.pair.joined());
            Set<Pair> changed = new HashSet<>();
            for (Word word : List.copyOf(places.get(best.pair))) {
                count(word, -1);
                join(word, best.pair);
                changed.addAll(count(word, 1));
            }
            changed.forEach(pair -> queue.add(new Candidate(pair, counts.get(pair))));
        }
    }

    /** Adds a word's pairs to the counts, or takes them out. */
    private Set<Pair> count(Word word, int sign) {
        Set<Pair> pairs = new HashSet<>();
        for (int i = 0; i + 1 < word.pieces.size(); i++) {
            Pair pair = new Pair(word.pieces.get(i), word.pieces.get(i + 1));
            pairs.add(pair);
            counts.merge(pair, sign * word.count, Long::sum);
        }
        for (Pair pair : pairs) {
            Set<Word> having = places.computeIfAbsent(pair, p -> new HashSet<>());
            if (sign > 0) {
                having.add(word);
            } else {
                having.remove(word);
            }
        }
        return pairs;
    }

    private static void join(Word word, Pair pair) {
        for (int i = 0; i + 1 < word.pieces.size(); i++) {
            if (word.pieces.get(i).equals(pair.left) && word.pieces.get(i + 1).equals(pair.right)) {
                word.pieces.set(i, pair.joined());
                word.pieces.remove(i + 1);
            }
        }
    }
}
