package jeras.backend;

import ai.djl.Device;
import ai.djl.pytorch.engine.PtNDArray;
import java.lang.ref.Cleaner;
import jeras.ops.Variable;

/** A variable's value on a device; freed when the variable is no longer reachable. */
final class DeviceValue implements Variable.Storage {
    static final Cleaner CLEANER = Cleaner.create();

    private final PtNDArray array;

    DeviceValue(PtNDArray array) {
        this.array = array;
        CLEANER.register(this, array::close);
    }

    PtNDArray array() {
        return array;
    }

    @Override
    public void requiresGradient(boolean value) {
        array.setRequiresGradient(value);
    }

    Device device() {
        return array.getManager().getDevice();
    }
}
