package io.fawkes.standalone.demo.history;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An alert that fires.
 *
 * @param instance what of the service it is about
 * @param summary for people
 * @param began when it began to fire
 */
record Alert(String name, String service, String severity, String instance, String summary, Instant began) {

    /** Users are hurt. */
    static final String CRITICAL = "critical";

    /** Worth a look. */
    static final String WARNING = "warning";

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final byte SEPARATOR = (byte) 0xff;

    /** Labels by name. */
    SortedMap<String, String> labels() {
        return new TreeMap<>(Map.of(
                "alertname",
                name,
                "cluster",
                Storm.CLUSTER,
                "instance",
                instance,
                "service",
                service,
                "severity",
                severity));
    }

    /** As Prometheus makes it: FNV-1a 64 over names and values, each followed by 0xff. */
    String fingerprint() {
        return fingerprint(labels());
    }

    static String fingerprint(SortedMap<String, String> labels) {
        long hash = FNV_OFFSET;
        for (Map.Entry<String, String> label : labels.entrySet()) {
            hash = hashed(hashed(hash, label.getKey()), label.getValue());
        }
        return "%016x".formatted(hash);
    }

    private static long hashed(long before, String text) {
        long hash = before;
        for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (next & 0xff)) * FNV_PRIME;
        }
        return (hash ^ (SEPARATOR & 0xff)) * FNV_PRIME;
    }
}
