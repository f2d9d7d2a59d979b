package io.fawkes.dataapi.domain.inbox;

import io.fawkes.dataapi.domain.fact.PlausibleTimes;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.inbox.Rejection.Reason;
import io.fawkes.dataapi.domain.inbox.Understanding.Understood;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The sources whose requests are read here, and what is believed of what they say. Pure; safe for concurrent use. */
final class KnownSources {

    /** Largest body a delivery may have, in bytes. */
    static final int LARGEST_BODY = 1024 * 1024;

    private final Map<String, WebhookSource> sources;

    KnownSources(List<? extends WebhookSource> sources) {
        this.sources = sources.stream().collect(Collectors.toUnmodifiableMap(WebhookSource::name, Function.identity()));
    }

    /** The source of that name; empty if there is none. */
    Optional<WebhookSource> find(String name) {
        return Optional.ofNullable(sources.get(name));
    }

    /** What becomes of a request that arrives at {@code now}. */
    Understanding judged(WebhookRequest request, Instant now) {
        if (request.isCutOff() || request.size() > LARGEST_BODY) {
            return find(request.source()).isEmpty() ? unknown(request) : tooLarge(request);
        }
        return find(request.source())
                .map(source -> believable(source.understand(request, now), now))
                .orElseGet(() -> unknown(request));
    }

    private Understanding unknown(WebhookRequest request) {
        String names = sources.keySet().stream().sorted().collect(Collectors.joining(", "));
        return Understanding.refused(
                Reason.SOURCE_UNKNOWN, "source: " + request.source() + " (expected: one of " + names + ")");
    }

    private static Understanding tooLarge(WebhookRequest request) {
        return Understanding.refused(
                Reason.BODY_TOO_LARGE, "body: " + request.size() + " bytes (expected: at most " + LARGEST_BODY + ")");
    }

    /**
     * What is read today in a delivery whose sender was believed when it came: its signature and credential are not kept,
     * so that its gate cannot be passed again.
     */
    Understanding readAgain(Delivery delivery, WebhookRequest request, Instant now) {
        return find(request.source())
                .map(source -> believable(source.read(request, delivery.receivedAt()), now))
                .orElseGet(() -> Understanding.refused(
                        Reason.EVENT_UNKNOWN, "source: " + request.source() + " (expected: one that is read here)"));
    }

    private static Understanding believable(Understanding understanding, Instant now) {
        return understanding instanceof Understood understood
                ? implausible(understood.revisions(), now)
                        .map(problem -> Understanding.refused(Reason.TIME_IMPLAUSIBLE, problem))
                        .orElse(understanding)
                : understanding;
    }

    private static Optional<String> implausible(List<Revision> revisions, Instant now) {
        return revisions.stream()
                .flatMap(revision -> PlausibleTimes.problem(revision, now).stream())
                .findFirst();
    }
}
