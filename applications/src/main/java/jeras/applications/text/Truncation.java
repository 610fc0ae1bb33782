package jeras.applications.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.utils.Suggestions;

/** Which of a text's tokens stay when it is too long; special tokens always do. By Hugging Face's rules. */
enum Truncation {
    LONGEST_FIRST,
    ONLY_FIRST,
    ONLY_SECOND,
    DO_NOT_TRUNCATE;

    static Truncation of(String id) {
        Set<String> ids = new TreeSet<>();
        for (Truncation truncation : values()) {
            if (truncation.id().equals(id)) {
                return truncation;
            }
            ids.add(truncation.id());
        }
        throw new InvalidArgumentException(Suggestions.unknown("truncation", id, ids));
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A text of at most so many tokens. */
    TokenizedText cut(TokenizedText text, int maxLength) {
        int tooMany = text.size() - maxLength;
        if (tooMany <= 0 || this == DO_NOT_TRUNCATE) {
            return text;
        }
        int first = text.length(0);
        int second = text.length(1);
        int room = maxLength - (text.size() - first - second);
        return switch (this) {
            case ONLY_FIRST -> text.part(0, requireRoom(first - tooMany, maxLength), 0, second);
            case ONLY_SECOND -> text.part(0, first, 0, requireRoom(second - tooMany, maxLength));
            default -> {
                requireRoom(room, maxLength);
                int shorter = Math.min(first, second);
                int longer = Math.max(shorter, room - shorter);
                if (shorter + longer > room) {
                    shorter = room / 2;
                    longer = room - shorter;
                }
                yield first <= second ? text.part(0, shorter, 0, longer) : text.part(0, longer, 0, shorter);
            }
        };
    }

    /**
     * As many parts as it takes to see all of the second text, each with the whole first one.
     *
     * @param stride how many tokens of the second text two parts share
     */
    static List<TokenizedText> windows(TokenizedText text, int maxLength, int stride) {
        int second = text.length(1);
        int room = maxLength - (text.size() - second);
        requireRoom(room - stride, maxLength);
        List<TokenizedText> windows = new ArrayList<>();
        for (int start = 0; start == 0 || start + stride < second; start += room - stride) {
            windows.add(text.part(0, text.length(0), start, Math.min(start + room, second)));
        }
        return windows;
    }

    private static int requireRoom(int room, int maxLength) {
        if (room < 1) {
            throw new InvalidArgumentException(JerasException.message(
                    "A text cannot be cut to " + maxLength + " tokens.",
                    "room for a token of the text that is cut, beside the special ones, the other text and the stride",
                    "none",
                    "allow more tokens with maxLength, or choose another truncation"));
        }
        return room;
    }
}
