package io.fawkes.alerting.domain.intake;

import io.fawkes.alerting.domain.AlertingException.DeliveryRejected;
import io.fawkes.alerting.domain.Bytes;
import io.fawkes.alerting.domain.intake.AlertDelivery.Outcome;
import io.fawkes.alerting.domain.intake.AlertFormat.Understanding;
import io.fawkes.alerting.domain.intake.Inbox.Placed;
import io.fawkes.alerting.domain.routing.Routing;
import io.fawkes.alerting.domain.routing.RoutingTree;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Takes a post of alerts: judges it, keeps it with its alerts and its outcome, and answers after the commit. */
public final class ReceiveAlerts {

    /** Largest body of a post, in bytes. */
    public static final int LARGEST_BODY = 4 * 1024 * 1024;

    /** Most alerts of a post. */
    public static final int MOST_ALERTS = 10_000;

    /** What is kept of a body whose sender did not show that it may post, in bytes. */
    static final int KEPT_OF_UNKNOWN_SENDERS = 4 * 1024;

    private final AlertFormat format;
    private final Supplier<Routing> routing;
    private final Inbox inbox;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    public ReceiveAlerts(
            AlertFormat format, Supplier<Routing> routing, Inbox inbox, InstantSource clock, Supplier<UUID> ids) {
        this.format = format;
        this.routing = routing;
        this.inbox = inbox;
        this.clock = clock;
        this.ids = ids;
    }

    /** The kept delivery, also of a post part of which was refused; a rejected one ends in {@link DeliveryRejected}. */
    public Mono<AlertDelivery> receive(AlertPost post) {
        return Mono.defer(() -> kept(post, clock.instant()));
    }

    private Mono<AlertDelivery> kept(AlertPost post, Instant now) {
        Understanding understanding = understood(post, now);
        RoutingTree routes = routing.get().tree();
        var alerts = understanding.reports().stream()
                .map(report -> new Placed(report, routes.placements(report.labels())))
                .toList();
        return inbox.keep(delivery(post, understanding, now), alerts).flatMap(ReceiveAlerts::answered);
    }

    private Understanding understood(AlertPost post, Instant now) {
        if (post.refusal().isPresent()) {
            return new Understanding(List.of(), post.refusal());
        }
        if (post.isCutOff() || post.size() > LARGEST_BODY) {
            return Understanding.refused(
                    Rejection.Reason.BODY_TOO_LARGE,
                    "body: " + post.size() + " bytes (expected: what the door lets in, at most " + LARGEST_BODY + ")");
        }
        Understanding understanding = format.read(post.body(), now);
        int alerts = understanding.reports().size();
        return alerts <= MOST_ALERTS
                ? understanding
                : Understanding.refused(
                        Rejection.Reason.BODY_TOO_LARGE,
                        "alerts: " + alerts + " (expected: at most " + MOST_ALERTS + " in a post)");
    }

    private static Mono<AlertDelivery> answered(AlertDelivery kept) {
        return kept.outcome() == Outcome.REJECTED
                ? Mono.error(() -> new DeliveryRejected(kept.rejection().orElseThrow(), kept.name()))
                : Mono.just(kept);
    }

    private AlertDelivery delivery(AlertPost post, Understanding understanding, Instant now) {
        return new AlertDelivery(
                ids.get(),
                post.source(),
                now,
                outcome(understanding),
                understanding.rejection(),
                Counts.NONE,
                keptBody(post, understanding.rejection()),
                post.body().sha256(),
                post.size());
    }

    private static Outcome outcome(Understanding understanding) {
        if (understanding.rejection().isEmpty()) {
            return Outcome.ACCEPTED;
        }
        return understanding.reports().isEmpty() ? Outcome.REJECTED : Outcome.PARTLY_ACCEPTED;
    }

    private static Bytes keptBody(AlertPost post, Optional<Rejection> rejection) {
        boolean whole = rejection.map(Rejection::isAuthentic).orElse(true);
        return whole ? post.body() : post.body().first(KEPT_OF_UNKNOWN_SENDERS);
    }
}
