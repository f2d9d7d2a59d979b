package io.fawkes.dataapi.grpc;

import io.fawkes.dataapi.contract.IncidentMessages;
import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.RequestId;
import io.fawkes.dataapi.domain.fact.IncidentFields;
import io.fawkes.dataapi.domain.report.ReportFact;
import io.fawkes.dataapi.domain.report.ReportedFacts;
import io.fawkes.dataapi.v1.CreateIncidentRequest;
import io.fawkes.dataapi.v1.GetIncidentRequest;
import io.fawkes.dataapi.v1.Incident;
import io.fawkes.dataapi.v1.ListIncidentsRequest;
import io.fawkes.dataapi.v1.ListIncidentsResponse;
import io.fawkes.dataapi.v1.ReactorIncidentServiceGrpc;
import io.fawkes.runtime.rpc.RpcEdge;
import java.util.UUID;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Incidents as rpcs. Rows are shown to the team that owns them, to admins and to services of the mesh. */
public final class IncidentGrpcService extends ReactorIncidentServiceGrpc.IncidentServiceImplBase {

    private final RpcEdge edge = new RpcEdge(new DataApiStatuses());
    private final ReportFact report;
    private final AttributedReads reads;
    private final Supplier<UUID> ids;

    public IncidentGrpcService(ReportFact report, ReportedFacts incidents, Supplier<UUID> ids) {
        this.report = report;
        this.reads = new AttributedReads("incidents/", incidents, IncidentFields.START_TIME);
        this.ids = ids;
    }

    @Override
    public Mono<Incident> createIncident(CreateIncidentRequest request) {
        return edge.one(() -> {
            Bytes payload =
                    Bytes.of(request.toBuilder().clearRequestId().build().toByteArray());
            var requestId = RequestId.of(request.getRequestId(), payload.sha256());
            var revision = IncidentMessages.revision(request.getIncident(), sourceId(request));
            return report.report(revision, requestId).map(IncidentMessages::rendered);
        });
    }

    private String sourceId(CreateIncidentRequest request) {
        return request.getIncidentId().isEmpty() ? ids.get().toString() : request.getIncidentId();
    }

    @Override
    public Mono<Incident> getIncident(GetIncidentRequest request) {
        return edge.one(() -> reads.get(request.getName()).map(IncidentMessages::rendered));
    }

    @Override
    public Mono<ListIncidentsResponse> listIncidents(ListIncidentsRequest request) {
        return edge.one(
                () -> reads.list(request.getPageSize(), request.getPageToken()).map(IncidentGrpcService::response));
    }

    private static ListIncidentsResponse response(AttributedReads.Page page) {
        var response = ListIncidentsResponse.newBuilder().setNextPageToken(page.nextToken());
        page.rows().forEach(found -> response.addIncidents(IncidentMessages.rendered(found)));
        return response.build();
    }
}
