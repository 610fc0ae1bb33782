package jeras.ops;

import java.util.List;

/** From here on operations are recorded for gradients that follow, or not: updates in place must not be. */
final class GradientMode extends Op {
    private final boolean wanted;

    GradientMode(boolean wanted) {
        super("gradient_mode", List.of());
        this.wanted = wanted;
        Recording.append(this);
    }

    @Override
    public List<Tensor> outputs() {
        return List.of();
    }

    @Override
    public boolean isEffect() {
        return true;
    }

    @Override
    public boolean hasGradient() {
        return false;
    }

    @Override
    public void write(Script script) {
        script.recordGradients(wanted);
    }

    @Override
    public List<Tensor> replay(List<Tensor> newInputs, boolean training) {
        new GradientMode(wanted);
        return List.of();
    }
}
