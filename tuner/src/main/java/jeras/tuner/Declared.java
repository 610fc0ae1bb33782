package jeras.tuner;

import java.util.List;

/** What a hyperparameter was declared with besides its values. */
interface Declared {
    /** The scopes around it, the outermost first. */
    List<Condition> conditions();
}
