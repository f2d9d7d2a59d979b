package io.fawkes.alerting.domain.mute;

import io.fawkes.alerting.domain.AlertingException.SilenceOver;
import io.fawkes.alerting.domain.AlertingException.UnknownResource;
import io.fawkes.alerting.domain.mute.Silence.State;
import io.fawkes.alerting.domain.mute.SilenceStore.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Makes, changes and ends silences, by Alertmanager's rules. */
public final class KeepSilences {

    private final SilenceStore store;
    private final Supplier<UUID> ids;

    /**
     * @param store where they are kept
     * @param ids makes ids
     */
    public KeepSilences(SilenceStore store, Supplier<UUID> ids) {
        this.store = store;
        this.ids = ids;
    }

    /** A new id. */
    public UUID newId() {
        return ids.get();
    }

    /** Makes the silence {@code id}; one that is known already stays and is answered as it is. */
    public Mono<Silence> create(UUID id, SilenceDraft draft) {
        return store.decide(
                id,
                (known, now) -> known.map(silence -> new Verdict(silence, List.of()))
                        .orElseGet(() -> made(draft.silence(id, now))));
    }

    /** Changes the silence {@code id} in place where that can be, else ends it and makes another one, whose id is new. */
    public Mono<Silence> change(UUID id, SilenceDraft draft) {
        return store.decide(id, (known, now) -> changed(known.orElseThrow(() -> unknown(id)), draft, now));
    }

    private Verdict changed(Silence known, SilenceDraft draft, Instant now) {
        return draft.changing(known, now).map(KeepSilences::made).orElseGet(() -> replaced(known, draft, now));
    }

    private Verdict replaced(Silence known, SilenceDraft draft, Instant now) {
        Silence fresh = draft.silence(ids.get(), now);
        return known.state(now) == State.EXPIRED ? made(fresh) : new Verdict(fresh, List.of(ended(known, now), fresh));
    }

    /** Ends the silence {@code id} now; one that has not begun never begins. */
    public Mono<Silence> expire(UUID id) {
        return store.decide(id, (known, now) -> expired(known.orElseThrow(() -> unknown(id)), now));
    }

    private static Verdict expired(Silence known, Instant now) {
        if (known.state(now) == State.EXPIRED) {
            throw new SilenceOver(known.name());
        }
        return made(ended(known, now));
    }

    private static Silence ended(Silence known, Instant now) {
        Instant start = known.startsAt().isBefore(now) ? known.startsAt() : now;
        return new Silence(
                known.id(), known.matchers(), start, now, known.createdAt(), now, known.createdBy(), known.comment());
    }

    private static Verdict made(Silence silence) {
        return new Verdict(silence, List.of(silence));
    }

    private static UnknownResource unknown(UUID id) {
        return new UnknownResource("silences/" + id);
    }

    /** The identity that {@code text} writes; what is none is the identity of nothing known. */
    public static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // told by the caller in its own words
        }
    }
}
