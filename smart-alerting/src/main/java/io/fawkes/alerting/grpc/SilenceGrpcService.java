package io.fawkes.alerting.grpc;

import io.fawkes.alerting.domain.AlertingException.FieldRefused;
import io.fawkes.alerting.domain.AlertingException.UnknownResource;
import io.fawkes.alerting.domain.mute.KeepSilences;
import io.fawkes.alerting.domain.read.Position;
import io.fawkes.alerting.domain.read.Records;
import io.fawkes.alerting.domain.read.SilenceView;
import io.fawkes.alerting.domain.routing.MatcherSyntax;
import io.fawkes.alerting.v1.CreateSilenceRequest;
import io.fawkes.alerting.v1.ExpireSilenceRequest;
import io.fawkes.alerting.v1.GetSilenceRequest;
import io.fawkes.alerting.v1.ListSilencesRequest;
import io.fawkes.alerting.v1.ListSilencesResponse;
import io.fawkes.alerting.v1.ReactorSilenceServiceGrpc;
import io.fawkes.alerting.v1.Silence;
import io.fawkes.runtime.rpc.CallContext;
import io.fawkes.runtime.rpc.RpcEdge;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Silences as rpcs. */
public final class SilenceGrpcService extends ReactorSilenceServiceGrpc.SilenceServiceImplBase {

    private static final String COLLECTION = "silences/";

    private final RpcEdge edge = new RpcEdge(new AlertingStatuses());
    private final KeepSilences silences;
    private final MatcherSyntax syntax;
    private final Listing<SilenceView> listing;

    public SilenceGrpcService(KeepSilences silences, Records<SilenceView> records, MatcherSyntax syntax) {
        this.silences = silences;
        this.syntax = syntax;
        this.listing = new Listing<>(COLLECTION, records, SilenceGrpcService::position);
    }

    private static Position position(SilenceView view) {
        return new Position(view.silence().createdAt(), view.silence().id());
    }

    @Override
    public Mono<Silence> createSilence(CreateSilenceRequest request) {
        String caller = CallContext.current().principal().subject();
        return edge.one(() -> silences.create(id(request), SilenceProtos.draft(request.getSilence(), syntax, caller))
                .flatMap(made -> read(made.name())));
    }

    /** The id that is asked for; without one, an id that the same request id always leads to, or a new one. */
    private UUID id(CreateSilenceRequest request) {
        if (!request.getSilenceId().isEmpty()) {
            return KeepSilences.id(request.getSilenceId())
                    .orElseThrow(() -> new FieldRefused("silence_id", "not a UUID"));
        }
        return Optional.of(request.getRequestId())
                .filter(id -> !id.isEmpty())
                .map(id -> UUID.nameUUIDFromBytes((COLLECTION + id).getBytes(StandardCharsets.UTF_8)))
                .orElseGet(silences::newId);
    }

    private Mono<Silence> read(String name) {
        return listing.get(name).map(SilenceProtos::silence);
    }

    @Override
    public Mono<Silence> getSilence(GetSilenceRequest request) {
        return edge.one(() -> read(request.getName()));
    }

    @Override
    public Mono<ListSilencesResponse> listSilences(ListSilencesRequest request) {
        return edge.one(() -> listing.list(request.getPageSize(), request.getPageToken())
                .map(page -> ListSilencesResponse.newBuilder()
                        .addAllSilences(
                                page.rows().stream().map(SilenceProtos::silence).toList())
                        .setNextPageToken(page.nextToken())
                        .build()));
    }

    @Override
    public Mono<Silence> expireSilence(ExpireSilenceRequest request) {
        String name = request.getName();
        return edge.one(() -> Mono.justOrEmpty(named(name))
                .switchIfEmpty(Mono.error(() -> new UnknownResource(name)))
                .flatMap(silences::expire)
                .flatMap(ended -> read(ended.name())));
    }

    private static Optional<UUID> named(String name) {
        return Optional.of(name)
                .filter(full -> full.startsWith(COLLECTION))
                .flatMap(full -> KeepSilences.id(full.substring(COLLECTION.length())));
    }
}
