package jeras.utils.download;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;

/**
 * A stream that fails when a read waits too long. {@link java.net.http.HttpClient} has a timeout for the headers only:
 * with a body that stops in the middle it would wait for ever.
 */
final class StallGuard extends FilterInputStream {
    private static final long NOT_WAITING = -1;

    private final Duration patience;
    private final long start = System.nanoTime();
    private final Timer timer = new Timer("jeras-download-guard", true);
    private volatile long waitingSince = NOT_WAITING;
    private volatile boolean stalled;

    StallGuard(InputStream in, Duration patience) {
        super(in);
        this.patience = patience;
        long period = Math.max(1, patience.toMillis() / 10);
        TimerTask check = new TimerTask() {
            @Override
            public void run() {
                closeWhenStalled();
            }
        };
        timer.schedule(check, period, period);
    }

    private long elapsed() {
        return System.nanoTime() - start;
    }

    private void closeWhenStalled() {
        long since = waitingSince;
        if (since != NOT_WAITING && elapsed() - since > patience.toNanos()) {
            stalled = true;
            try {
                in.close(); // wakes the reader
            } catch (IOException nothingMoreToDo) {
                timer.cancel();
            }
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        waitingSince = elapsed();
        try {
            int count = in.read(buffer, offset, length);
            if (count < 0 && stalled) {
                throw stalled();
            }
            return count;
        } catch (IOException e) {
            throw stalled ? stalled() : e;
        } finally {
            waitingSince = NOT_WAITING;
        }
    }

    private IOException stalled() {
        return new IOException("nothing more came for " + patience.toMillis() / 1000.0 + " s");
    }

    @Override
    public void close() throws IOException {
        timer.cancel();
        super.close();
    }
}
