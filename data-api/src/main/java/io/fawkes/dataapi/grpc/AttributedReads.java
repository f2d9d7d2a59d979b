package io.fawkes.dataapi.grpc;

import io.fawkes.dataapi.domain.DataApiException.UnknownResource;
import io.fawkes.dataapi.domain.fact.Shape;
import io.fawkes.dataapi.domain.filter.ListQuery.Listed;
import io.fawkes.dataapi.domain.report.AttributedFact;
import io.fawkes.dataapi.domain.report.ReportedFacts;
import io.fawkes.runtime.rpc.CallContext;
import io.fawkes.runtime.rpc.Principal;
import io.fawkes.runtime.rpc.RpcStatus;
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

    /** The fact of that name, if the caller may see it. */
    Mono<AttributedFact> get(String name) {
        String collection = shape.kind().collection() + "/";
        return Mono.just(name)
                .filter(asked -> asked.startsWith(collection))
                .flatMap(asked -> facts.find(asked.substring(collection.length())))
                .switchIfEmpty(Mono.error(() -> new UnknownResource(name)))
                .flatMap(AttributedReads::shownToItsTeam);
    }

    /** The facts of those names, in their order, if they are all there and the caller may see each. */
    Mono<List<AttributedFact>> getAll(List<String> names) {
        var batch = new BatchedNames(shape.kind().collection() + "/", names);
        return facts.findAll(batch.ids())
                .concatMap(AttributedReads::shownToItsTeam)
                .collectMap(AttributedFact::name)
                .map(batch::inOrder);
    }

    private static Mono<AttributedFact> shownToItsTeam(AttributedFact found) {
        return CallContext.ofPipeline()
                .map(CallContext::principal)
                .flatMap(caller -> caller.seesRowsOf(found.team()) ? Mono.just(found) : hidden(found));
    }

    private static Mono<AttributedFact> hidden(AttributedFact found) {
        return Mono.error(RpcStatus.teamMissing(found.name() + ": shown to " + found.service() + "'s team only")
                .toException());
    }

    /** A page of those that the caller may see, and a row more if another page follows. */
    Mono<List<Listed<AttributedFact>>> list(ListArguments asked) {
        return CallContext.ofPipeline()
                .map(call -> asked.query(teams(call.principal())))
                .flatMapMany(facts::list)
                .collectList();
    }

    private static Optional<Set<String>> teams(Principal caller) {
        return caller.seesEveryRow() ? Optional.empty() : Optional.of(caller.teams());
    }
}
