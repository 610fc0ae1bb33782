package jeras.zoo.serve;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets a few requests be computed at a time, and a few more wait: memory stays bounded, and nobody waits for ever. */
final class Slots {
    private final Limits limits;
    private final Semaphore places;
    private final Semaphore computing;

    Slots(Limits limits) {
        this.limits = limits;
        this.places = new Semaphore(limits.computing() + limits.waiting());
        this.computing = new Semaphore(limits.computing(), true);
    }

    /**
     * Computes when there is room.
     *
     * @throws HttpProblem with status 503 if there is none
     */
    <T> T in(Supplier<T> work) {
        if (!places.tryAcquire()) {
            throw busy(null);
        }
        try {
            if (!computing.tryAcquire(limits.patience().toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy(null);
            }
            try {
                return work.get();
            } finally {
                computing.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy(e);
        } finally {
            places.release();
        }
    }

    private static HttpProblem busy(InterruptedException cause) {
        return new HttpProblem(HttpProblem.BUSY, "Too many requests at once; try again in a moment.", cause);
    }
}
