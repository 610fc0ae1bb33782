package jeras.layers;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Strings to bins, as {@code tf.strings.to_hash_bucket_fast}, or {@code _strong} with a salt.
 *
 * @param salt null, or the two halves of the key
 */
record HashBins(int bins, List<Long> salt) {
    long bin(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long hash = salt == null ? Fingerprint64.of(bytes) : SipHash.of(bytes, salt.get(0), salt.get(1));
        return Long.remainderUnsigned(hash, bins);
    }

    /** An integer is hashed as its decimal text. */
    long bin(long number) {
        return bin(Long.toString(number));
    }
}
