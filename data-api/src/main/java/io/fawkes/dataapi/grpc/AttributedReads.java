package io.fawkes.dataapi.grpc;

import io.fawkes.dataapi.domain.DataApiException.UnknownResource;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.Shape;
import io.fawkes.dataapi.domain.report.AttributedFact;
import io.fawkes.dataapi.domain.report.ReportedFacts;
import io.fawkes.runtime.rpc.CallContext;
import io.fawkes.runtime.rpc.Pages;
import io.fawkes.runtime.rpc.Principal;
import io.fawkes.runtime.rpc.RpcStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Reads facts of one kind for a caller: rows are shown to the team that owns them, to admins and to services of the mesh.
 *
 * @param shape what they have in common
 * @param facts where they are
 */
record AttributedReads(Shape shape, ReportedFacts facts) {

    /**
     * One page of a list.
     *
     * @param rows its facts
     * @param nextToken token of the next page; empty if this is the last
     */
    record Page(List<AttributedFact> rows, String nextToken) {}

    /** The fact of that name, if the caller may see it. */
    Mono<AttributedFact> get(String name) {
        String collection = shape.kind().collection() + "/";
        return Mono.just(name)
                .filter(asked -> asked.startsWith(collection))
                .flatMap(asked -> facts.find(asked.substring(collection.length())))
                .switchIfEmpty(Mono.error(() -> new UnknownResource(name)))
                .flatMap(AttributedReads::shownToItsTeam);
    }

    private static Mono<AttributedFact> shownToItsTeam(AttributedFact found) {
        return CallContext.ofPipeline()
                .map(CallContext::principal)
                .flatMap(caller -> caller.seesRowsOf(found.team()) ? Mono.just(found) : hidden(found));
    }

    private static Mono<AttributedFact> hidden(AttributedFact found) {
        return Mono.error(RpcStatus.teamMissing(found.fact().name() + ": shown to " + found.service() + "'s team only")
                .toException());
    }

    /** A page of those that the caller may see, newest first. */
    Mono<Page> list(int pageSize, String pageToken) {
        int size = Pages.size(pageSize);
        var position = Pages.position(pageToken, DataApiStatuses::pageTokenInvalid, AttributedReads::position);
        return CallContext.ofPipeline()
                .flatMapMany(call -> facts.list(size + 1, position, teams(call.principal())))
                .collectList()
                .map(read -> new Page(Pages.rows(read, size), Pages.next(read, size, last -> token(last.fact()))));
    }

    private static Optional<Set<String>> teams(Principal caller) {
        return caller.seesEveryRow() ? Optional.empty() : Optional.of(caller.teams());
    }

    private static ReportedFacts.Position position(List<String> parts) {
        return new ReportedFacts.Position(Instant.parse(parts.getFirst()), parts.get(1));
    }

    private String token(FactState last) {
        return Pages.token(shape.began(last).toString(), last.key().id());
    }
}
