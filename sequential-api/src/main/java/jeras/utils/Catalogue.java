package jeras.utils;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import jeras.InvalidArgumentException;

/** Things of one kind that are made by a string id, as in {@code activation="relu"}. */
public final class Catalogue<T> {
    private final String what;
    private final Map<String, Supplier<? extends T>> makers = new LinkedHashMap<>();

    /** @param what the kind of thing as messages name it, such as {@code "activation"} */
    public Catalogue(String what) {
        this.what = what;
    }

    /** Adds one thing by all the ids that mean it. */
    public Catalogue<T> add(Supplier<? extends T> maker, String... ids) {
        for (String id : ids) {
            if (makers.put(id, maker) != null) {
                throw new IllegalStateException("two things share the id \"" + id + "\" in the catalogue of " + what);
            }
        }
        return this;
    }

    /**
     * The thing with the id.
     *
     * @throws InvalidArgumentException when there is none; the message lists the ids and names the nearest
     */
    public T make(String id) {
        Supplier<? extends T> maker = makers.get(id);
        if (maker == null) {
            throw new InvalidArgumentException(Suggestions.unknown(what, id, makers.keySet()));
        }
        return maker.get();
    }

    /** The ids in the order in which they were added. */
    public Set<String> ids() {
        return Collections.unmodifiableSet(makers.keySet());
    }
}
