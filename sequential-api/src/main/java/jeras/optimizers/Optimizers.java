package jeras.optimizers;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import jeras.InvalidArgumentException;
import jeras.utils.Suggestions;

/** The built-in optimizers by Keras's ids: the class's name in letters of any case. */
public final class Optimizers {
    private static final Map<String, Supplier<Optimizer>> BY_ID = new LinkedHashMap<>();

    static {
        BY_ID.put("sgd", SGD::of);
        BY_ID.put("adam", Adam::of);
        BY_ID.put("adamw", AdamW::of);
        BY_ID.put("rmsprop", RMSprop::of);
        BY_ID.put("adadelta", Adadelta::of);
        BY_ID.put("adafactor", Adafactor::of);
        BY_ID.put("adagrad", Adagrad::of);
        BY_ID.put("adamax", Adamax::of);
        BY_ID.put("ftrl", Ftrl::of);
        BY_ID.put("lamb", Lamb::of);
        BY_ID.put("lion", Lion::of);
        BY_ID.put("muon", Muon::of);
        BY_ID.put("nadam", Nadam::of);
        BY_ID.put("schedulefreeadamw", ScheduleFreeAdamW::of);
    }

    private Optimizers() {}

    static Optimizer of(String id) {
        Supplier<Optimizer> maker = BY_ID.get(id.toLowerCase(Locale.ROOT));
        if (maker == null) {
            throw new InvalidArgumentException(Suggestions.unknown("optimizer", id, ids()));
        }
        return maker.get();
    }

    /** The ids of the built-in optimizers. */
    public static Set<String> ids() {
        return Collections.unmodifiableSet(BY_ID.keySet());
    }
}
