package jeras.zoo.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jeras.Array;
import jeras.History;
import jeras.plots.ConfusionMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassificationReportTest {
    private static final Array PROBABILITIES = Array.of(new float[] {0.9f, 0.1f, 0.7f, 0.3f, 0.2f, 0.8f}, 3, 2);
    private static final Array TRUTH = Array.of(new int[] {1, 1, 1}, 3);
    private static final ConfusionMatrix CONFUSION =
            ConfusionMatrix.of(TRUTH, PROBABILITIES, List.of("a|b", "line\nbreak"));

    @TempDir
    Path folder;

    @Test
    void theSurestMistakeIsTheHardest() {
        assertThat(Mistake.hardest(TRUTH, PROBABILITIES, 5))
                .extracting(Mistake::index, Mistake::truth, Mistake::predicted)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(0, 1, 0), org.assertj.core.groups.Tuple.tuple(1, 1, 0));
        assertThat(Mistake.hardest(TRUTH, PROBABILITIES, 1)).hasSize(1);
    }

    @Test
    void itIsMarkdownInWhichTextsMeanThemselves() {
        History history = new History();
        history.add(0, Map.of("loss", 1.0));

        String markdown = ClassificationReport.of("Try *one*", CONFUSION)
                .data("Three samples.")
                .metrics(Map.of("accuracy", 1 / 3.0))
                .history(history)
                .settings(Map.of("epochs", "1"))
                .mistakes(Mistake.hardest(TRUTH, PROBABILITIES, 1), i -> "a <b> | " + i)
                .usage("./jeras predict x y", "Model model;", "model")
                .markdown();

        assertThat(markdown).isEqualTo("""
                        # Try \\*one\\*

                        Three samples.

                        ## On samples that it has not seen

                        | measure | value |
                        | --- | --- |
                        | accuracy | 0.3333 |

                        ## Training

                        ![loss and measures by epoch](curves.png)

                        ## Confusion matrix

                        ![confusion matrix](confusion.png)

                        Most often confused:

                        | really | predicted | samples |
                        | --- | --- | --- |
                        | line break | a\\|b | 2 |

                        By class:

                        ```text
                        %s
                        ```

                        ## The hardest mistakes

                        | input | really | predicted | probability |
                        | --- | --- | --- | --- |
                        | a \\<b\\> \\| 0 | line break | a\\|b | 90.0 %% |

                        ## Going on

                        ```bash
                        ./jeras predict x y
                        ```

                        ```java
                        Model model;
                        ```

                        ```python
                        model
                        ```

                        ## Settings

                        | option | value |
                        | --- | --- |
                        | epochs | 1 |
                        """.formatted(CONFUSION.report()));
    }

    @Test
    void aNameIsOneLineWhateverIsInIt() throws IOException {
        ClassificationReport.of("x", CONFUSION).writeTo(folder);

        assertThat(folder.resolve("classes.txt")).hasContent("a|b\nline break");
        assertThat(folder.resolve("confusion.png")).isNotEmptyFile();
        assertThat(folder.resolve("curves.png")).doesNotExist();
    }
}
