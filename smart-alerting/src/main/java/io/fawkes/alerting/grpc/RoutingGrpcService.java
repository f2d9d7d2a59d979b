package io.fawkes.alerting.grpc;

import com.google.protobuf.Duration;
import io.fawkes.alerting.domain.alert.Labels;
import io.fawkes.alerting.domain.routing.Placement;
import io.fawkes.alerting.domain.routing.Reload;
import io.fawkes.alerting.domain.routing.Routing;
import io.fawkes.alerting.domain.routing.Timers;
import io.fawkes.alerting.v1.MatchedRoute;
import io.fawkes.alerting.v1.ReactorRoutingServiceGrpc;
import io.fawkes.alerting.v1.ReloadRoutingRequest;
import io.fawkes.alerting.v1.ReloadRoutingResponse;
import io.fawkes.alerting.v1.TestRoutingRequest;
import io.fawkes.alerting.v1.TestRoutingResponse;
import io.fawkes.runtime.rpc.RpcEdge;
import java.time.InstantSource;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Routing as rpcs. */
public final class RoutingGrpcService extends ReactorRoutingServiceGrpc.RoutingServiceImplBase {

    private final RpcEdge edge = new RpcEdge(new AlertingStatuses());
    private final Supplier<Routing> routing;
    private final Reload reload;
    private final InstantSource clock;

    public RoutingGrpcService(Supplier<Routing> routing, Reload reload, InstantSource clock) {
        this.routing = routing;
        this.reload = reload;
        this.clock = clock;
    }

    @Override
    public Mono<TestRoutingResponse> testRouting(TestRoutingRequest request) {
        return edge.one(() -> Mono.just(TestRoutingResponse.newBuilder()
                .addAllRoutes(routing.get().tree().placements(Labels.of(request.getLabelsMap())).stream()
                        .map(this::matched)
                        .toList())
                .build()));
    }

    private MatchedRoute matched(Placement placement) {
        Timers timers = placement.route().timers();
        return MatchedRoute.newBuilder()
                .setRoute(placement.route().key())
                .setReceiver(placement.route().receiver())
                .putAllGroupLabels(placement.labels().values())
                .setGroupWait(duration(timers.groupWait()))
                .setGroupInterval(duration(timers.groupInterval()))
                .setRepeatInterval(duration(timers.repeatInterval()))
                .addAllMutingIntervals(placement.route().quiet().mutedBy(clock.instant()))
                .build();
    }

    private static Duration duration(java.time.Duration duration) {
        return Duration.newBuilder()
                .setSeconds(duration.getSeconds())
                .setNanos(duration.getNano())
                .build();
    }

    @Override
    public Mono<ReloadRoutingResponse> reloadRouting(ReloadRoutingRequest request) {
        return edge.one(() -> reload.reload().thenReturn(ReloadRoutingResponse.getDefaultInstance()));
    }
}
