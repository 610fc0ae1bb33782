package jeras.backend;

import ai.djl.Device;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Keeps a model's feeds from one call to the next: new buffers for each call would pile up, outside the heap, until the next
 * garbage collection.
 */
public final class FeedPool {
    private static final int MOST = Runtime.getRuntime().availableProcessors();
    private static final long LARGEST = 64L << 20;

    private final Queue<Feed> idle = new ConcurrentLinkedQueue<>();

    public FeedPool() {
        Queue<Feed> feeds = idle;
        DeviceValue.CLEANER.register(this, () -> feeds.forEach(Feed::free));
    }

    /** A feed for one thread; closing it gives it back. */
    public Feed take(Device device) {
        for (Feed feed = idle.poll(); feed != null; feed = idle.poll()) {
            if (feed.device().equals(device)) {
                return feed;
            }
            feed.free();
        }
        return new Feed(device, this);
    }

    void giveBack(Feed feed) {
        if (idle.size() < MOST && feed.size() <= LARGEST) {
            idle.add(feed);
        } else {
            feed.free();
        }
    }
}
