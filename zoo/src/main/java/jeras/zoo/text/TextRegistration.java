package jeras.zoo.text;

import jeras.Keras;
import jeras.saving.Registration;

/** Tells {@code Model.load} of {@link TextAnalysis}, wherever the recipes are on the class path. */
public final class TextRegistration implements Registration {
    /** For {@code java.util.ServiceLoader}. */
    public TextRegistration() {}

    @Override
    public void register() {
        Keras.register(TextAnalysis.NAME, TextAnalysis.class, TextAnalysis::read, TextAnalysis::arguments);
    }
}
