package jeras.utils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jeras.InvalidArgumentException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DisplayTest {
    private static final List<String> OUTPUTS = new ArrayList<>();

    private final Screen screen = new Screen();

    @BeforeEach
    void clearOutputs() {
        OUTPUTS.clear();
    }

    /** The functions of IJava and JJava. */
    public static final class ObjectFirst {
        public static String display(Object object, String... mimeTypes) {
            OUTPUTS.add("new " + object + " " + List.of(mimeTypes));
            return "id-1";
        }

        public static void updateDisplay(String id, Object object, String... mimeTypes) {
            OUTPUTS.add(id + " " + object + " " + List.of(mimeTypes));
        }
    }

    /** The functions of Rapaio's kernel. */
    public static final class MimeTypeFirst {
        public static String display(String mimeType, Object object) {
            OUTPUTS.add("new " + object + " [" + mimeType + "]");
            return "id-1";
        }

        public static void updateDisplay(String id, String mimeType, Object object) {
            OUTPUTS.add(id + " " + object + " [" + mimeType + "]");
        }
    }

    /** A kernel that has gone away. */
    public static final class Broken {
        private static final Optional<String> KERNEL = Optional.empty();

        public static String display(Object object, String... mimeTypes) {
            return KERNEL.orElseThrow();
        }

        public static void updateDisplay(String id, Object object, String... mimeTypes) {
            OUTPUTS.add(KERNEL.orElseThrow());
        }
    }

    @Test
    void aNotebookUpdatesOneOutputWithoutColours() {
        for (Class<?> functions : List.of(ObjectFirst.class, MimeTypeFirst.class)) {
            OUTPUTS.clear();
            Display.Line line = notebook(functions).line();

            line.redraw("\033[1m1/2\033[0m");
            line.finish("\033[1m2/2\033[0m");

            assertThat(OUTPUTS).containsExactly("new 1/2 [text/plain]", "id-1 2/2 [text/plain]");
            assertThat(screen.written()).isEmpty();
        }
    }

    @Test
    void aNotebookHasTheTitleInTheLineSoThatAnEpochLeavesOneOutput() {
        ProgressBar bar = ProgressBar.of(
                2,
                b -> b.title("Epoch 1/5").display(notebook(ObjectFirst.class)).clock(screen::clock));

        screen.at(0.25);
        bar.update(1, Map::of);
        screen.at(0.5);
        bar.update(2, Map.of("loss", 0.5), true);

        assertThat(screen.written()).isEmpty();
        assertThat(OUTPUTS)
                .containsExactly(
                        "new Epoch 1/5 - 1/2 ━━━━━━━━━━━━━━━━━━━━ 0s 250ms/step [text/plain]",
                        "id-1 Epoch 1/5 - 2/2 ━━━━━━━━━━━━━━━━━━━━ 0s 250ms/step - loss: 0.5000 [text/plain]");
    }

    @Test
    void aNotebookIsRedrawnTenTimesASecondAtMost() {
        ProgressBar bar =
                ProgressBar.of(1000, b -> b.display(notebook(ObjectFirst.class)).clock(screen::clock));
        for (int step = 1; step <= 100; step++) {
            screen.at(step * 0.01);
            bar.update(step, Map::of);
        }
        assertThat(OUTPUTS).hasSize(10);
    }

    @Test
    void aNotebookWhoseKernelFailsPrintsTheFinishedLine() {
        Display.Line line = notebook(Broken.class).line();
        line.redraw("1/2");
        line.redraw("1/2");
        line.finish("\033[1m2/2\033[0m");
        assertThat(screen.written()).isEqualTo("2/2\n");
    }

    @Test
    void aClassWithoutDisplayFunctionsIsNoKernel() {
        assertThat(NotebookKernel.of(String.class)).isEmpty();
    }

    @Test
    void kernelsAreFoundByTheirClasses() {
        Map<String, Class<?>> classes = Map.of(
                "org.dflib.jjava.jupyter.kernel.BaseKernel", Object.class,
                "org.dflib.jjava.jupyter.kernel.BaseNotebookStatics", ObjectFirst.class);
        assertThat(NotebookKernel.find(name -> Optional.ofNullable(classes.get(name))))
                .isPresent();
        assertThat(NotebookKernel.find(NotebookKernel::load)).isEmpty();
    }

    @Test
    void aKernelComesBeforeATerminalAndATerminalBeforePlainLines() {
        Optional<NotebookKernel> kernel = NotebookKernel.of(ObjectFirst.class);
        assertThat(detected(Map.of(), Map.of(), kernel, true)).isInstanceOf(NotebookDisplay.class);
        assertThat(detected(Map.of(), Map.of(), Optional.empty(), true)).isInstanceOf(TerminalDisplay.class);
        assertThat(detected(Map.of("jshell", "true"), Map.of(), Optional.empty(), false))
                .isInstanceOf(TerminalDisplay.class);
        assertThat(detected(Map.of(), Map.of(), Optional.empty(), false)).isInstanceOf(PlainDisplay.class);
    }

    @Test
    void thePropertyOverridesWhatIsDetected() {
        Optional<NotebookKernel> kernel = NotebookKernel.of(ObjectFirst.class);
        assertThat(detected(Map.of("jeras.progress", "plain"), Map.of(), kernel, true))
                .isInstanceOf(PlainDisplay.class);
        assertThat(detected(Map.of("jeras.progress", "terminal"), Map.of(), kernel, false))
                .isInstanceOf(TerminalDisplay.class);
        assertThat(detected(Map.of("jeras.progress", "notebook"), Map.of(), kernel, true))
                .isInstanceOf(NotebookDisplay.class);
        assertThat(detected(Map.of("jeras.progress", "notebook"), Map.of(), Optional.empty(), true))
                .isInstanceOf(PlainDisplay.class);
    }

    @Test
    void anUnknownPropertyValueIsRefused() {
        assertThatThrownBy(() -> detected(Map.of("jeras.progress", "tty"), Map.of(), Optional.empty(), true))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        The system property jeras.progress names no display.
                          expected: "terminal", "plain" or "notebook"
                          received: "tty"
                          fix:      set one of these, or leave the property out to let Jeras detect""");
    }

    @Test
    void noColorTakesTheColoursAwayAndNothingElse() {
        Map<String, String> utf8 = Map.of("stdout.encoding", "UTF-8");
        Display.Line line =
                detected(utf8, Map.of("NO_COLOR", "1"), Optional.empty(), true).line();
        line.redraw("\033[1m1/2\033[0m ━");
        line.redraw("\033[1m2/2\033[0m");
        assertThat(screen.written()).isEqualTo("\r1/2 ━\b\b\b\b\b\r2/2  ");
    }

    @Test
    void theBarIsDrawnInAsciiWhereTheEncodingHasNoOther() {
        Display plain = detected(Map.of("stdout.encoding", "US-ASCII"), Map.of(), Optional.empty(), false);
        plain.println("2/2 ━━━━");
        assertThat(screen.written()).isEqualTo("2/2 ====\n");
    }

    @Test
    void thisTestRunsWithoutANotebook() {
        assertThat(Display.detect(screen.out())).isNotInstanceOf(NotebookDisplay.class);
    }

    private Display notebook(Class<?> functions) {
        return new NotebookDisplay(NotebookKernel.of(functions).orElseThrow(), Display.plain(screen.out()));
    }

    private Display detected(
            Map<String, String> properties,
            Map<String, String> variables,
            Optional<NotebookKernel> kernel,
            boolean terminal) {
        return new DisplayDetection(
                        name -> properties.getOrDefault(name, ""),
                        name -> variables.getOrDefault(name, ""),
                        () -> kernel,
                        () -> terminal)
                .display(screen.out());
    }
}
