package jeras.ops;

import ai.djl.Device;
import java.util.List;

/** From here on operations compute on a device. */
final class ComputeOn extends Op {
    private final Device device;

    /** @param device null for the one that the program runs on */
    private ComputeOn(Device device) {
        super("compute_on", List.of());
        this.device = device;
        Recording.append(this);
    }

    /** Records a body that computes on one of several devices, of which the first is the one that the program runs on. */
    static void replica(int number, List<Device> devices, Runnable body) {
        if (number == 0) {
            body.run();
            return;
        }
        new ComputeOn(devices.get(number));
        body.run();
        new ComputeOn(null);
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
        script.computeOn(device);
    }

    @Override
    public List<Tensor> replay(List<Tensor> newInputs, boolean training) {
        throw new IllegalStateException("replicas are not replicated again");
    }
}
