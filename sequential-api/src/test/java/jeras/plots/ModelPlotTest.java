package jeras.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jeras.Input;
import jeras.InvalidArgumentException;
import jeras.Model;
import jeras.ModelStateException;
import jeras.Sequential;
import jeras.layers.Add;
import jeras.layers.Concatenate;
import jeras.layers.Dense;
import jeras.layers.Dropout;
import jeras.ops.Ops;
import jeras.ops.Tensor;
import jeras.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPlotTest {
    private static final Pattern RECTANGLE =
            Pattern.compile("<rect x=\"(.*?)\" y=\"(.*?)\" width=\"(.*?)\" height=\"(.*?)\" fill=\"#000000\"/>");

    @TempDir
    Path folder;

    private static Sequential stack() {
        return Sequential.of(
                Input.of(4),
                Dense.of(3).activation("relu").name("hidden"),
                Dropout.of(0.5),
                Dense.of(1).name("out"));
    }

    /** Two inputs, two outputs, a shared layer, a residual connection and a model inside. */
    private static Model graph() {
        Tensor a = Input.of(4).name("a");
        Tensor b = Input.of(4).name("b");
        Dense shared = Dense.of(4).name("shared");
        Tensor x = Concatenate.of().name("both").apply(shared.apply(a), shared.apply(b));
        Sequential inner = Sequential.named("inner")
                .add(Input.of(8))
                .add(Dense.of(8).name("first"))
                .add(Dense.of(8).name("last"));
        Tensor sum = Add.of().name("sum").apply(x, inner.apply(x));
        return Model.of(
                "net",
                List.of(a, b),
                List.of(
                        Dense.of(1).name("left").apply(sum),
                        Ops.relu(Dense.of(2).name("right").apply(sum))));
    }

    @Test
    void dotHasTheBoxesAndArrowsOfKeras() {
        assertThat(Utils.modelToDot(
                        stack(),
                        o -> o.showShapes(true).showLayerActivations(true).dpi(96)))
                .isEqualTo("""
                digraph G {
                  rankdir=TB;
                  concentrate=true;
                  dpi=96;
                  splines=ortho;
                  node [shape=record, fontname=Helvetica, border=0, margin=0];
                  edge [penwidth=2];
                  n0 [label=<HEAD2<b>hidden</b> (Dense)</font></td></tr><tr><td bgcolor="white" colspan="2"><font point-size="14">Activation: <b>relu</b></font></td></tr>SHAPES(None, 4)MID(None, 3)</b></font></td></tr></table>>];
                  n1 [label=<HEAD2<b>dropout</b> (Dropout)</font></td></tr>SHAPES(None, 3)MID(None, 3)</b></font></td></tr></table>>];
                  n2 [label=<HEAD2<b>out</b> (Dense)</font></td></tr><tr><td bgcolor="white" colspan="2"><font point-size="14">Activation: <b>linear</b></font></td></tr>SHAPES(None, 3)MID(None, 1)</b></font></td></tr></table>>];
                  n0 -> n1;
                  n1 -> n2;
                }
                """.replace(
                                "HEAD2",
                                "<table border=\"0\" cellborder=\"1\" bgcolor=\"black\" cellpadding=\"10\"><tr><td"
                                        + " colspan=\"2\" bgcolor=\"black\"><font point-size=\"16\" color=\"white\">")
                        .replace("SHAPES", "<tr><td bgcolor=\"white\"><font point-size=\"14\">Input shape: <b>")
                        .replace(
                                "MID",
                                "</b></font></td><td bgcolor=\"white\"><font point-size=\"14\">Output shape: <b>"));
    }

    @Test
    void mermaidHasFramesAroundModelsInside() {
        assertThat(Utils.modelToMermaid(graph(), o -> o.expandNested(true).rankdir("LR")))
                .isEqualTo("""
                flowchart LR
                  n0["<b>a</b> (InputLayer)"]
                  n1["<b>b</b> (InputLayer)"]
                  n2["<b>shared</b> (Dense)"]
                  n3["<b>both</b> (Concatenate)"]
                  subgraph s0["inner"]
                    n4["<b>first</b> (Dense)"]
                    n5["<b>last</b> (Dense)"]
                  end
                  n6["<b>sum</b> (Add)"]
                  n7["<b>right</b> (Dense)"]
                  n8["<b>left</b> (Dense)"]
                  n9["<b>relu</b> (Relu)"]
                  n4 --> n5
                  n0 --> n2
                  n1 --> n2
                  n2 --> n3
                  n3 --> n4
                  n3 --> n6
                  n5 --> n6
                  n6 --> n7
                  n6 --> n8
                  n7 --> n9
                """);
    }

    @Test
    void boxesDoNotOverlapInAnyDirection() {
        for (String direction : List.of("TB", "BT", "LR", "RL")) {
            String svg = ModelPlot.of(
                            graph(),
                            o -> o.rankdir(direction)
                                    .showLayerNames(true)
                                    .showShapes(true)
                                    .expandNested(true)
                                    .dpi(72))
                    .toSvg();
            List<double[]> boxes = boxes(svg);
            assertThat(boxes).as(direction).hasSize(10);
            for (int i = 0; i < boxes.size(); i++) {
                for (int j = 0; j < i; j++) {
                    double[] a = boxes.get(i);
                    double[] b = boxes.get(j);
                    assertThat(a[0] + a[2] <= b[0] || b[0] + b[2] <= a[0] || a[1] + a[3] <= b[1] || b[1] + b[3] <= a[1])
                            .as(direction + " " + i + " " + j)
                            .isTrue();
                }
            }
        }
    }

    private static List<double[]> boxes(String svg) {
        return RECTANGLE
                .matcher(svg)
                .results()
                .map(m -> new double[] {number(m, 1), number(m, 2), number(m, 3), number(m, 4)})
                .toList();
    }

    private static double number(MatchResult match, int group) {
        return Double.parseDouble(match.group(group));
    }

    @Test
    void aLayerThatTakesWhatItGaveIsDrawnWithALoop() {
        Tensor in = Input.of(4);
        Dense layer = Dense.of(4).name("again");
        Model model = Model.of(in, layer.apply(layer.apply(in)));

        assertThat(Utils.modelToMermaid(model)).contains("n1 --> n1");
        assertThat(boxes(ModelPlot.of(model, o -> {}).toSvg())).hasSize(2);
    }

    @Test
    void thePictureIsSavedByTheEndingOfItsName() throws Exception {
        Plot plot = Utils.plotModel(stack(), folder.resolve("m.png").toString());
        Utils.plotModel(
                stack(), folder.resolve("m.svg"), o -> o.showTrainable(true).showDtype(true));

        assertThat(Files.readAllBytes(folder.resolve("m.png"))).startsWith(0x89, 'P', 'N', 'G');
        Matcher size = Pattern.compile("width=\"(\\d+)\"").matcher(plot.toSvg());
        assertThat(size.find()).isTrue();
        // 200 dots an inch of 72 points
        assertThat(plot.getWidth()).isEqualTo((int) Math.round(Integer.parseInt(size.group(1)) * 200 / 72.0));
        assertThat(Files.readString(folder.resolve("m.svg")))
                .contains(">Trainable</text>")
                .contains(">float32</text>")
                .doesNotContain("hidden");
    }

    @Test
    void aModelThatIsNotBuiltIsRefused() {
        assertThatThrownBy(() -> Utils.modelToDot(Sequential.of(Dense.of(1))))
                .isInstanceOf(ModelStateException.class)
                .hasMessageStartingWith("The layers of <Sequential name=sequential, built=false> are not known yet.");
    }

    @Test
    void anUnknownDirectionIsRefused() {
        assertThatThrownBy(() -> Utils.modelToDot(stack(), o -> o.rankdir("TD")))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageStartingWith("Unknown rankdir \"TD\".");
    }

    @Test
    void noArrowComesIntoAFrameFromNowhereNorLeavesItForNowhere() {
        Sequential outer = Sequential.of(
                Input.of(4),
                Sequential.of(Input.of(4), Dense.of(3), Dense.of(3)),
                Sequential.of(Input.of(3), Dense.of(2), Dense.of(1)));

        String svg = ModelPlot.of(outer, o -> o.expandNested(true)).toSvg();

        assertThat(svg.split("<polygon ", -1)).as("arrows between four boxes").hasSize(1 + 3);
        assertThat(svg.split("<polyline ", -1))
                .as("the arrow between frames is three lines")
                .hasSize(1 + 5);
    }
}
