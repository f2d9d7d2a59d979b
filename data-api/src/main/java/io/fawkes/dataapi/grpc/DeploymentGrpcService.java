package io.fawkes.dataapi.grpc;

import io.fawkes.dataapi.contract.DeploymentMessages;
import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.RequestId;
import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.report.ReportFact;
import io.fawkes.dataapi.domain.report.ReportedFacts;
import io.fawkes.dataapi.v1.CreateDeploymentRequest;
import io.fawkes.dataapi.v1.Deployment;
import io.fawkes.dataapi.v1.GetDeploymentRequest;
import io.fawkes.dataapi.v1.ListDeploymentsRequest;
import io.fawkes.dataapi.v1.ListDeploymentsResponse;
import io.fawkes.dataapi.v1.ReactorDeploymentServiceGrpc;
import io.fawkes.runtime.rpc.RpcEdge;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Deployments as rpcs. Rows are shown to the team that owns them, to admins and to services of the mesh. */
public final class DeploymentGrpcService extends ReactorDeploymentServiceGrpc.DeploymentServiceImplBase {

    private final RpcEdge edge = new RpcEdge(new DataApiStatuses());
    private final ReportFact report;
    private final AttributedReads reads;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    public DeploymentGrpcService(
            ReportFact report, ReportedFacts deployments, InstantSource clock, Supplier<UUID> ids) {
        this.report = report;
        this.reads = new AttributedReads("deployments/", deployments, DeploymentFields.CREATE_TIME);
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public Mono<Deployment> createDeployment(CreateDeploymentRequest request) {
        return edge.one(() -> {
            Bytes payload =
                    Bytes.of(request.toBuilder().clearRequestId().build().toByteArray());
            var requestId = RequestId.of(request.getRequestId(), payload.sha256());
            var revision = DeploymentMessages.revision(request.getDeployment(), sourceId(request), clock.instant());
            return report.report(revision, requestId).map(DeploymentMessages::rendered);
        });
    }

    private String sourceId(CreateDeploymentRequest request) {
        return request.getDeploymentId().isEmpty() ? ids.get().toString() : request.getDeploymentId();
    }

    @Override
    public Mono<Deployment> getDeployment(GetDeploymentRequest request) {
        return edge.one(() -> reads.get(request.getName()).map(DeploymentMessages::rendered));
    }

    @Override
    public Mono<ListDeploymentsResponse> listDeployments(ListDeploymentsRequest request) {
        return edge.one(
                () -> reads.list(request.getPageSize(), request.getPageToken()).map(DeploymentGrpcService::response));
    }

    private static ListDeploymentsResponse response(AttributedReads.Page page) {
        var response = ListDeploymentsResponse.newBuilder().setNextPageToken(page.nextToken());
        page.rows().forEach(found -> response.addDeployments(DeploymentMessages.rendered(found)));
        return response.build();
    }
}
