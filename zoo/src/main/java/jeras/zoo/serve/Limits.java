package jeras.zoo.serve;

import java.time.Duration;
import jeras.InvalidArgumentException;
import jeras.JerasException;

/**
 * What a service allows its clients.
 *
 * @param bodyBytes the most bytes of a request
 * @param instances the most instances of a request
 * @param computing how many requests are computed at the same time
 * @param waiting how many more may wait for that; others are told to come back
 * @param patience how long one waits, and how long stopping waits for what is being computed
 */
record Limits(int bodyBytes, int instances, int computing, int waiting, Duration patience) {
    /** For a service on this machine: as many at a time as it has cores, at most four, as each uses several. */
    static Limits usual() {
        int cores = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
        return new Limits(8 << 20, 64, cores, 16, Duration.ofSeconds(30));
    }

    Limits withInstances(int most) {
        if (most < 1) {
            throw new InvalidArgumentException(JerasException.message(
                    "The option --max-instances cannot be set.",
                    "at least 1",
                    Integer.toString(most),
                    "give a number of instances"));
        }
        return new Limits(bodyBytes, most, computing, waiting, patience);
    }
}
