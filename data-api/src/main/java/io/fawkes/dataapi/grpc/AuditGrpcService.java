package io.fawkes.dataapi.grpc;

import io.fawkes.dataapi.domain.audit.AuditListing;
import io.fawkes.dataapi.domain.audit.AuditLog;
import io.fawkes.dataapi.domain.filter.ListQuery.Listed;
import io.fawkes.dataapi.v1.AuditEvent;
import io.fawkes.dataapi.v1.ListAuditEventsRequest;
import io.fawkes.dataapi.v1.ListAuditEventsResponse;
import io.fawkes.dataapi.v1.ReactorAuditServiceGrpc;
import io.fawkes.runtime.rpc.RpcEdge;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** The audit log as rpcs. */
public final class AuditGrpcService extends ReactorAuditServiceGrpc.AuditServiceImplBase {

    private static final String COLLECTION = "auditEvents/";

    private final RpcEdge edge = new RpcEdge(new DataApiStatuses());
    private final AuditLog log;

    public AuditGrpcService(AuditLog log) {
        this.log = log;
    }

    @Override
    public Mono<ListAuditEventsResponse> listAuditEvents(ListAuditEventsRequest request) {
        return edge.one(() -> {
            var asked = ListArguments.of(request, COLLECTION, AuditListing.LISTING);
            return log.list(asked.query(Optional.empty())).collectList().map(read -> page(asked, read));
        });
    }

    private static ListAuditEventsResponse page(
            ListArguments asked, List<Listed<io.fawkes.dataapi.domain.audit.AuditEvent>> read) {
        return ListAuditEventsResponse.newBuilder()
                .addAllAuditEvents(
                        asked.rows(read).stream().map(AuditGrpcService::message).toList())
                .setNextPageToken(asked.next(read))
                .build();
    }

    private static AuditEvent message(io.fawkes.dataapi.domain.audit.AuditEvent event) {
        return AuditEvent.newBuilder()
                .setName(event.name())
                .setOccurTime(Times.timestamp(event.occurredAt()))
                .setActor(event.deed().actor())
                .setAction(event.deed().action())
                .setTarget(event.deed().target())
                .setDetail(event.deed().detail())
                .setRequest(event.deed().request())
                .build();
    }
}
