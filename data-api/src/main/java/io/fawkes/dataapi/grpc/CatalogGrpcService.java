package io.fawkes.dataapi.grpc;

import io.fawkes.dataapi.contract.FactMessages;
import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.DataApiException.UnknownResource;
import io.fawkes.dataapi.domain.RequestId;
import io.fawkes.dataapi.domain.catalog.Catalog;
import io.fawkes.dataapi.domain.catalog.CatalogListing;
import io.fawkes.dataapi.domain.catalog.Service;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.filter.ListQuery.Listed;
import io.fawkes.dataapi.v1.CreateServiceRequest;
import io.fawkes.dataapi.v1.GetServiceRequest;
import io.fawkes.dataapi.v1.ListServicesRequest;
import io.fawkes.dataapi.v1.ListServicesResponse;
import io.fawkes.dataapi.v1.ReactorCatalogServiceGrpc;
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

    private final RpcEdge edge = new RpcEdge(new DataApiStatuses());
    private final Catalog catalog;
    private final InstantSource clock;

    public CatalogGrpcService(Catalog catalog, InstantSource clock) {
        this.catalog = catalog;
        this.clock = clock;
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
                service.getSourceKeysList().stream()
                        .map(key -> new SourceKey(key.getKey(), key.getValue()))
                        .toList(),
                service.getTimeZone(),
                List.copyOf(service.getProductionEnvironmentsList()),
                now);
    }

    private io.fawkes.dataapi.v1.Service rendered(FactState state) {
        return FactMessages.fact(state, state.occurredAt()).getService();
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
    public Mono<ListServicesResponse> listServices(ListServicesRequest request) {
        return edge.one(() -> {
            var asked = ListArguments.of(request, COLLECTION, CatalogListing.LISTING);
            return catalog.list(asked.query(Optional.empty())).collectList().map(read -> page(asked, read));
        });
    }

    private ListServicesResponse page(ListArguments asked, List<Listed<FactState>> read) {
        var response = ListServicesResponse.newBuilder().setNextPageToken(asked.next(read));
        asked.rows(read).forEach(state -> response.addServices(rendered(state)));
        return response.build();
    }
}
