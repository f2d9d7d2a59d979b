package io.fawkes.dataapi.domain.report;

import io.fawkes.dataapi.domain.RequestId;
import io.fawkes.dataapi.domain.fact.Revision;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/** Takes a fact that no webhook tells of: checks it, keeps it, and answers with all that is known of it. */
public final class ReportFact {

    private final ReportRule rule;
    private final ReportedFacts facts;
    private final InstantSource clock;

    public ReportFact(ReportRule rule, ReportedFacts facts, InstantSource clock) {
        this.rule = rule;
        this.facts = facts;
        this.clock = clock;
    }

    /** The fact after {@code revision}. Fails with InvalidField, ImplausibleTime or RequestIdReused. */
    public Mono<AttributedFact> report(Revision revision, Optional<RequestId> requestId) {
        return Mono.defer(() -> facts.report(rule.checked(revision, clock.instant()), requestId));
    }

    /** The same, if {@code permit} throws nothing at the fact before and after; see {@link ReportedFacts}. */
    public Mono<AttributedFact> report(
            Revision revision, Optional<RequestId> requestId, Consumer<? super AttributedFact> permit) {
        return Mono.defer(() -> facts.report(rule.checked(revision, clock.instant()), requestId, permit));
    }
}
