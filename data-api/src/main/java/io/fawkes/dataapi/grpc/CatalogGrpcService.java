package io.fawkes.dataapi.grpc;

import com.google.protobuf.Empty;
import io.fawkes.dataapi.contract.FactMessages;
import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.DataApiException.UnknownResource;
import io.fawkes.dataapi.domain.RequestId;
import io.fawkes.dataapi.domain.catalog.Catalog;
import io.fawkes.dataapi.domain.catalog.CatalogListing;
import io.fawkes.dataapi.domain.catalog.EditServices;
import io.fawkes.dataapi.domain.catalog.Service;
import io.fawkes.dataapi.domain.catalog.UnmappedSource;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.filter.Condition;
import io.fawkes.dataapi.domain.filter.ListQuery.Listed;
import io.fawkes.dataapi.v1.BatchGetServicesRequest;
import io.fawkes.dataapi.v1.BatchGetServicesResponse;
import io.fawkes.dataapi.v1.CreateServiceRequest;
import io.fawkes.dataapi.v1.DeleteServiceRequest;
import io.fawkes.dataapi.v1.FindUnmappedSourcesRequest;
import io.fawkes.dataapi.v1.FindUnmappedSourcesResponse;
import io.fawkes.dataapi.v1.GetServiceRequest;
import io.fawkes.dataapi.v1.ListServicesRequest;
import io.fawkes.dataapi.v1.ListServicesResponse;
import io.fawkes.dataapi.v1.ReactorCatalogServiceGrpc;
import io.fawkes.dataapi.v1.SourceKey;
import io.fawkes.dataapi.v1.UndeleteServiceRequest;
import io.fawkes.dataapi.v1.UpdateServiceRequest;
import io.fawkes.runtime.rpc.RpcEdge;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** The catalog as rpcs. */
public final class CatalogGrpcService extends ReactorCatalogServiceGrpc.CatalogServiceImplBase {

    private static final String COLLECTION = "services/";

    private static final int MOST_UNMAPPED = 1_000;

    private static final Condition NOT_DELETED = new Condition.Not(new Condition.Present(CatalogListing.DELETE_TIME));

    private final RpcEdge edge = new RpcEdge(new DataApiStatuses());
    private final Catalog catalog;
    private final InstantSource clock;
    private final EditServices edit;

    public CatalogGrpcService(Catalog catalog, InstantSource clock) {
        this.catalog = catalog;
        this.clock = clock;
        this.edit = new EditServices(catalog, clock);
    }

    @Override
    public Mono<io.fawkes.dataapi.v1.Service> createService(CreateServiceRequest request) {
        return edge.one(() -> {
            Bytes payload =
                    Bytes.of(request.toBuilder().clearRequestId().build().toByteArray());
            var requestId = RequestId.of(request.getRequestId(), payload.sha256());
            return catalog.create(service(request), requestId).map(this::rendered);
        });
    }

    private Service service(CreateServiceRequest request) {
        var service = request.getService();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Service(
                request.getServiceId(),
                service.getDisplayName(),
                service.getTeam(),
                service.getTier(),
                ServiceEdit.sourceKeys(service),
                service.getTimeZone(),
                List.copyOf(service.getProductionEnvironmentsList()),
                now);
    }

    private io.fawkes.dataapi.v1.Service rendered(FactState state) {
        return FactMessages.fact(state, state.occurredAt()).getService().toBuilder()
                .setEtag(EditServices.etag(state))
                .build();
    }

    @Override
    public Mono<io.fawkes.dataapi.v1.Service> getService(GetServiceRequest request) {
        return edge.one(() -> Mono.just(request.getName())
                .filter(name -> name.startsWith(COLLECTION))
                .flatMap(name -> catalog.find(name.substring(COLLECTION.length())))
                .map(this::rendered)
                .switchIfEmpty(Mono.error(() -> new UnknownResource(request.getName()))));
    }

    @Override
    public Mono<BatchGetServicesResponse> batchGetServices(BatchGetServicesRequest request) {
        return edge.one(() -> {
            var batch = new BatchedNames(COLLECTION, request.getNamesList());
            return catalog.findAll(batch.ids())
                    .collectMap(FactState::name)
                    .map(batch::inOrder)
                    .map(found -> BatchGetServicesResponse.newBuilder()
                            .addAllServices(found.stream().map(this::rendered).toList())
                            .build());
        });
    }

    @Override
    public Mono<io.fawkes.dataapi.v1.Service> updateService(UpdateServiceRequest request) {
        return edge.one(() -> {
            ServiceEdit asked = ServiceEdit.of(request);
            return edit.update(
                            id(request.getService().getName()),
                            request.getService().getEtag(),
                            asked::of)
                    .map(this::rendered);
        });
    }

    @Override
    public Mono<Empty> deleteService(DeleteServiceRequest request) {
        return edge.one(
                () -> edit.delete(id(request.getName()), request.getEtag()).thenReturn(Empty.getDefaultInstance()));
    }

    @Override
    public Mono<io.fawkes.dataapi.v1.Service> undeleteService(UndeleteServiceRequest request) {
        return edge.one(
                () -> edit.undelete(id(request.getName()), request.getEtag()).map(this::rendered));
    }

    private static String id(String name) {
        if (!name.startsWith(COLLECTION)) {
            throw new UnknownResource(name);
        }
        return name.substring(COLLECTION.length());
    }

    @Override
    public Mono<ListServicesResponse> listServices(ListServicesRequest request) {
        return edge.one(() -> {
            String collection = request.getShowDeleted() ? COLLECTION + "deleted" : COLLECTION;
            var asked = ListArguments.of(request, collection, CatalogListing.LISTING);
            var query = asked.query(Optional.empty());
            return catalog.list(request.getShowDeleted() ? query : query.and(NOT_DELETED))
                    .collectList()
                    .map(read -> page(asked, read));
        });
    }

    private ListServicesResponse page(ListArguments asked, List<Listed<FactState>> read) {
        var response = ListServicesResponse.newBuilder().setNextPageToken(asked.next(read));
        asked.rows(read).forEach(state -> response.addServices(rendered(state)));
        return response.build();
    }

    @Override
    public Mono<FindUnmappedSourcesResponse> findUnmappedSources(FindUnmappedSourcesRequest request) {
        return edge.one(() -> catalog.unmapped(MOST_UNMAPPED)
                .map(CatalogGrpcService::unmapped)
                .collectList()
                .map(found -> FindUnmappedSourcesResponse.newBuilder()
                        .addAllUnmappedSources(found)
                        .build()));
    }

    private static io.fawkes.dataapi.v1.UnmappedSource unmapped(UnmappedSource source) {
        return io.fawkes.dataapi.v1.UnmappedSource.newBuilder()
                .setSourceKey(SourceKey.newBuilder()
                        .setKey(source.sourceKey().key())
                        .setValue(source.sourceKey().value()))
                .setFactCount(source.facts())
                .setLastSeenTime(Times.timestamp(source.lastSeen()))
                .setCatalogLine(source.catalogLine())
                .build();
    }
}
