package io.fawkes.alerting.domain.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one message says of one alert.
 *
 * @param fingerprint the sender's identity of it, or ours
 * @param labels its labels
 * @param annotations texts for people
 * @param generatorUri page of the rule; empty if none can be shown
 * @param startsAt when it began, in microseconds; what is finer is cut off
 * @param endsAt when it ends, if the sender says
 * @param patience how long it counts as firing after it was received if the sender gives no end
 * @param origin who says so
 */
public record AlertReport(
        Fingerprint fingerprint,
        Labels labels,
        Map<String, String> annotations,
        String generatorUri,
        Instant startsAt,
        Optional<Instant> endsAt,
        Duration patience,
        Origin origin) {

    /** Who tells of alerts; they differ in what a second word about an ended alert means. */
    public enum Origin {
        /** An Alertmanager: it names each firing alert without an end, late copies of a peer after its end too. */
        WEBHOOK,
        /** A Prometheus: it renews the end as long as the alert fires, and what it says last holds. */
        API
    }

    public AlertReport {
        annotations = Map.copyOf(annotations);
    }

    /** The same with {@code more} annotations; those that it has stay. */
    public AlertReport annotated(Map<String, String> more) {
        var all = new LinkedHashMap<>(more);
        all.putAll(annotations);
        return new AlertReport(fingerprint, labels, all, generatorUri, startsAt, endsAt, patience, origin);
    }

    /** Its end as it is believed when received at {@code now}. */
    Ending ending(Instant now) {
        return endsAt.map(at -> new Ending(at, true)).orElseGet(() -> new Ending(now.plus(patience), false));
    }
}
