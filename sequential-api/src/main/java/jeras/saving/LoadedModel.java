package jeras.saving;

import java.util.List;
import jeras.Model;

/**
 * A model out of a file.
 *
 * @param missing what could not be restored, by name: parts of the compile configuration that Jeras does not have, such as
 *     {@code "Ftrl"} or {@code "Adam.use_ema"}, and those that the file does not hold. The model predicts as it did; it is
 *     compiled only if all that its file says of that is known.
 */
public record LoadedModel(Model model, List<String> missing) {
    public LoadedModel {
        missing = List.copyOf(missing);
    }
}
