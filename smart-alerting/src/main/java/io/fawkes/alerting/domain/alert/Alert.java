package io.fawkes.alerting.domain.alert;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * One time in which one label set fires: an episode.
 *
 * @param id last part of its resource name; derived from the fingerprint and the start that was told first
 * @param fingerprint identity of the label set
 * @param labels its labels
 * @param annotations as they were told last
 * @param generatorUri page of the rule; empty if none can be shown
 * @param startsAt earliest start that was told
 * @param ending when it ends or ended
 * @param firstReceivedAt when it was first received, by the database's clock
 * @param lastReceivedAt when it was last received, by the database's clock
 */
public record Alert(
        UUID id,
        Fingerprint fingerprint,
        Labels labels,
        Map<String, String> annotations,
        String generatorUri,
        Instant startsAt,
        Ending ending,
        Instant firstReceivedAt,
        Instant lastReceivedAt) {

    public Alert {
        annotations = Map.copyOf(annotations);
    }

    /** The alert that {@code report} tells of for the first time. */
    public static Alert first(AlertReport report, Instant now) {
        String identity = report.fingerprint().hex() + "/" + report.startsAt();
        return new Alert(
                UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)),
                report.fingerprint(),
                report.labels(),
                report.annotations(),
                report.generatorUri(),
                report.startsAt(),
                report.ending(now),
                now,
                now);
    }

    /** Whether it fires at {@code now}, and if not, whether its source said so. */
    public AlertState state(Instant now) {
        if (!ending.isOver(now)) {
            return AlertState.FIRING;
        }
        return ending.explicit() ? AlertState.RESOLVED : AlertState.EXPIRED;
    }

    /** Whether it fires at {@code now}. */
    public boolean isFiring(Instant now) {
        return state(now) == AlertState.FIRING;
    }

    /** Resource name. */
    public String name() {
        return "alerts/" + id;
    }

    /** What is known after {@code report}, which tells of this very episode, was received at {@code now}. */
    public Alert merged(AlertReport report, Instant now) {
        return new Alert(
                id,
                fingerprint,
                labels,
                report.annotations(),
                report.generatorUri(),
                startsAt.isBefore(report.startsAt()) ? startsAt : report.startsAt(),
                Endings.merged(ending, report, now),
                firstReceivedAt,
                now);
    }

    /** Whether {@code report} can tell of this episode: the same start, or times that meet. */
    boolean isMeantBy(AlertReport report, Instant now) {
        return startsAt.equals(report.startsAt())
                || (!report.startsAt().isAfter(ending.at())
                        && !report.ending(now).at().isBefore(startsAt));
    }
}
