package io.fawkes.alerting.domain.mute;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Silences; the only place they are kept.
 *
 * <p>Publishers do nothing until subscribed and may be subscribed again. Safe for concurrent use.
 */
public interface SilenceStore {

    /** What is to be done about a silence. Pure; what it throws changes nothing and is passed on. */
    @FunctionalInterface
    interface Decision {
        /** Decides over the silence of that id, if it is known, at {@code now}, the database's time. */
        Verdict over(Optional<Silence> known, Instant now);
    }

    /**
     * What a decision leads to.
     *
     * @param answer the silence that is answered
     * @param writes silences to write, new ones and changed ones
     */
    record Verdict(Silence answer, List<Silence> writes) {
        public Verdict {
            writes = List.copyOf(writes);
        }
    }

    /** Decides over the silence {@code id} in one transaction, during which nobody else does; the answer as written. */
    Mono<Silence> decide(UUID id, Decision decision);
}
