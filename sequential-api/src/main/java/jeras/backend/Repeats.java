package jeras.backend;

import java.util.ArrayList;
import java.util.List;

/** The text of a method that runs another one on one part after the other of its arguments. */
final class Repeats {
    private Repeats() {}

    /**
     * The lines of the method.
     *
     * @param data how many parameters are cut into parts
     * @param perRound whether the method that is run takes a row of {@code rounds} besides
     * @param gradients whether it computes gradients, and leaves recording for them switched off
     */
    static List<String> write(String name, String of, int data, boolean perRound, boolean gradients) {
        StringBuilder head = new StringBuilder("  def " + name + "(self: __torch__.M");
        StringBuilder arguments = new StringBuilder();
        for (int i = 0; i < data; i++) {
            head.append(", all").append(i).append(": Tensor");
            arguments.append("part").append(i).append(", ");
        }
        List<String> lines = new ArrayList<>();
        lines.add(head + ", rounds: Tensor) -> List[Tensor]:");
        lines.add("    count = torch.size(rounds, 0)");
        for (int i = 0; i < data; i++) {
            lines.add("    size" + i + " = torch.floordiv(torch.size(all" + i + ", 0), count)");
        }
        lines.add("    for i in range(count):");
        for (int i = 0; i < data; i++) {
            String from = "torch.mul(i, size" + i + ")";
            lines.add("      part" + i + " = torch.slice(all" + i + ", 0, " + from + ", torch.add(" + from + ", size"
                    + i + "))");
        }
        if (perRound) {
            lines.add("      round = torch.select(rounds, 0, i)");
            arguments.append("round, ");
        }
        if (gradients) {
            lines.add("      torch.set_grad_enabled(True)");
        }
        lines.add("      _ = (self)." + of + "(" + arguments + ")");
        lines.add("    return annotate(List[Tensor], [])");
        return lines;
    }
}
