package io.fawkes.dataapi.domain.backfill;

import io.fawkes.dataapi.domain.DataApiException.BackfillEnded;
import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.DataApiException.SourceNotConfigured;
import io.fawkes.dataapi.domain.DataApiException.UnknownResource;
import io.fawkes.dataapi.domain.RequestId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/** Asks for backfills, cancels them and has them go on. */
public final class EditBackfills {

    private static final Pattern ID = Pattern.compile("[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

    private final Backfills backfills;
    private final Set<BackfillSource> configured;
    private final InstantSource clock;

    /** @param configured sources that can be asked */
    public EditBackfills(Backfills backfills, Set<BackfillSource> configured, InstantSource clock) {
        this.backfills = backfills;
        this.configured = Set.copyOf(configured);
        this.clock = clock;
    }

    /** Keeps a new one, to begin within seconds. */
    public Mono<Backfill> create(
            String id,
            BackfillSource source,
            String scope,
            Optional<Instant> since,
            Optional<Instant> until,
            Optional<RequestId> requestId) {
        checked(id, source, scope, since, until);
        return backfills.create(Backfill.asked(id, source, scope, since, until, now()), requestId);
    }

    private void checked(
            String id, BackfillSource source, String scope, Optional<Instant> since, Optional<Instant> until) {
        if (!ID.matcher(id).matches()) {
            throw new InvalidField(
                    "backfill_id", id + " (expected: 1 to 63 of a-z, 0-9 and -, beginning with a letter)");
        }
        if (!source.takes(scope)) {
            throw new InvalidField("backfill.scope", scope + " (expected: " + source.expected() + ")");
        }
        if (since.isPresent() && until.isPresent() && !since.get().isBefore(until.get())) {
            throw new InvalidField("backfill.until_time", until.get() + " (expected: after since_time)");
        }
        askable(source);
    }

    private void askable(BackfillSource source) {
        if (!configured.contains(source)) {
            throw new SourceNotConfigured(source.name(), source.variable());
        }
    }

    /** Stops one before its next page; fails with UnknownResource or BackfillEnded. */
    public Mono<Backfill> cancel(String id) {
        return changed(id, (backfill, now) -> switch (backfill.state()) {
            case CANCELLED -> backfill;
            case SUCCEEDED -> throw new BackfillEnded(backfill.name());
            case PENDING, RUNNING, WAITING, FAILED -> backfill.cancelled(now);
        });
    }

    /** Has one go on after its last committed page; fails with UnknownResource, SourceNotConfigured or BackfillEnded. */
    public Mono<Backfill> resume(String id) {
        return changed(id, (backfill, now) -> switch (backfill.state()) {
            case PENDING, RUNNING, WAITING -> backfill;
            case SUCCEEDED -> throw new BackfillEnded(backfill.name());
            case FAILED, CANCELLED -> resumed(backfill, now);
        });
    }

    private Backfill resumed(Backfill backfill, Instant now) {
        askable(backfill.source());
        return backfill.resumed(now);
    }

    private Mono<Backfill> changed(String id, BiFunction<Backfill, Instant, Backfill> change) {
        return backfills
                .change(id, backfill -> change.apply(backfill, now()))
                .switchIfEmpty(Mono.error(() -> new UnknownResource(Backfill.COLLECTION + id)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
