package jeras.tuner;

import java.util.function.Consumer;
import jeras.History;
import jeras.Model;
import jeras.training.FitOptions;

/** Fits a model to the data of a search. */
@FunctionalInterface
interface Training {
    History fit(Model model, Consumer<FitOptions> options);
}
