package io.fawkes.dataapi.grpc;

import io.fawkes.dataapi.contract.DeploymentMessages;
import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.DataApiException.UnknownResource;
import io.fawkes.dataapi.domain.RequestId;
import io.fawkes.dataapi.domain.deployment.AttributedDeployment;
import io.fawkes.dataapi.domain.deployment.Deployments;
import io.fawkes.dataapi.domain.deployment.ReportDeployment;
import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.v1.CreateDeploymentRequest;
import io.fawkes.dataapi.v1.Deployment;
import io.fawkes.dataapi.v1.GetDeploymentRequest;
import io.fawkes.dataapi.v1.ListDeploymentsRequest;
import io.fawkes.dataapi.v1.ListDeploymentsResponse;
import io.fawkes.dataapi.v1.ReactorDeploymentServiceGrpc;
import io.fawkes.runtime.rpc.CallContext;
import io.fawkes.runtime.rpc.Principal;
import io.fawkes.runtime.rpc.RpcEdge;
import io.fawkes.runtime.rpc.RpcStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Deployments as rpcs. Rows are shown to the team that owns them, to admins and to services of the mesh. */
public final class DeploymentGrpcService extends ReactorDeploymentServiceGrpc.DeploymentServiceImplBase {

    private static final String COLLECTION = "deployments/";

    private final RpcEdge edge = new RpcEdge(new DataApiStatuses());
    private final ReportDeployment reportDeployment;
    private final Deployments deployments;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    public DeploymentGrpcService(
            ReportDeployment reportDeployment, Deployments deployments, InstantSource clock, Supplier<UUID> ids) {
        this.reportDeployment = reportDeployment;
        this.deployments = deployments;
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
            return reportDeployment.report(revision, requestId).map(DeploymentMessages::rendered);
        });
    }

    private String sourceId(CreateDeploymentRequest request) {
        return request.getDeploymentId().isEmpty() ? ids.get().toString() : request.getDeploymentId();
    }

    @Override
    public Mono<Deployment> getDeployment(GetDeploymentRequest request) {
        return edge.one(() -> Mono.just(request.getName())
                .filter(name -> name.startsWith(COLLECTION))
                .flatMap(name -> deployments.find(name.substring(COLLECTION.length())))
                .switchIfEmpty(Mono.error(() -> new UnknownResource(request.getName())))
                .flatMap(DeploymentGrpcService::shownToItsTeam)
                .map(DeploymentMessages::rendered));
    }

    private static Mono<AttributedDeployment> shownToItsTeam(AttributedDeployment found) {
        return CallContext.ofPipeline()
                .map(CallContext::principal)
                .flatMap(caller -> caller.seesRowsOf(found.team())
                        ? Mono.just(found)
                        : Mono.error(RpcStatus.teamMissing(
                                        found.deployment().name() + ": shown to " + found.service() + "'s team only")
                                .toException()));
    }

    @Override
    public Mono<ListDeploymentsResponse> listDeployments(ListDeploymentsRequest request) {
        return edge.one(() -> {
            int size = Pages.size(request.getPageSize());
            var position = Pages.position(request.getPageToken(), DeploymentGrpcService::position);
            return CallContext.ofPipeline()
                    .flatMapMany(call -> deployments.list(size + 1, position, teams(call.principal())))
                    .collectList()
                    .map(read -> page(read, size));
        });
    }

    private static Optional<Set<String>> teams(Principal caller) {
        return caller.seesEveryRow() ? Optional.empty() : Optional.of(caller.teams());
    }

    private static Deployments.Position position(List<String> parts) {
        return new Deployments.Position(Instant.parse(parts.getFirst()), parts.get(1));
    }

    private static ListDeploymentsResponse page(List<AttributedDeployment> read, int size) {
        var response = ListDeploymentsResponse.newBuilder()
                .setNextPageToken(Pages.next(read, size, last -> token(last.deployment())));
        Pages.rows(read, size).forEach(found -> response.addDeployments(DeploymentMessages.rendered(found)));
        return response.build();
    }

    private static String token(FactState last) {
        Instant created = last.get(DeploymentFields.CREATE_TIME).orElseGet(last::occurredAt);
        return Pages.token(created.toString(), last.key().id());
    }
}
