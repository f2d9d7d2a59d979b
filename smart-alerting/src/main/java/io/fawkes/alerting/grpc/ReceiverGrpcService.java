package io.fawkes.alerting.grpc;

import io.fawkes.alerting.domain.routing.Integration;
import io.fawkes.alerting.domain.routing.Receiver;
import io.fawkes.alerting.domain.routing.Routing;
import io.fawkes.alerting.v1.ListReceiversRequest;
import io.fawkes.alerting.v1.ListReceiversResponse;
import io.fawkes.alerting.v1.ReactorReceiverServiceGrpc;
import io.fawkes.runtime.rpc.Pages;
import io.fawkes.runtime.rpc.RpcEdge;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Receivers as rpcs. Addresses and credentials are not known here, so none can be shown. */
public final class ReceiverGrpcService extends ReactorReceiverServiceGrpc.ReceiverServiceImplBase {

    private final RpcEdge edge = new RpcEdge(new AlertingStatuses());
    private final Supplier<Routing> routings;

    public ReceiverGrpcService(Supplier<Routing> routing) {
        this.routings = routing;
    }

    @Override
    public Mono<ListReceiversResponse> listReceivers(ListReceiversRequest request) {
        return edge.one(() -> {
            int size = Pages.size(request.getPageSize());
            int from = Pages.position(
                            request.getPageToken(),
                            AlertingStatuses::pageTokenInvalid,
                            parts -> Integer.parseInt(parts.getFirst()))
                    .orElse(0);
            Routing routing = routings.get();
            List<Receiver> read =
                    routing.receivers().stream().skip(from).limit(size + 1L).toList();
            return Mono.just(ListReceiversResponse.newBuilder()
                    .addAllReceivers(Pages.rows(read, size).stream()
                            .map(receiver -> receiver(receiver, routing))
                            .toList())
                    .setNextPageToken(Pages.next(read, size, _ -> Pages.token(String.valueOf(from + size))))
                    .build());
        });
    }

    private static io.fawkes.alerting.v1.Receiver receiver(Receiver receiver, Routing routing) {
        return io.fawkes.alerting.v1.Receiver.newBuilder()
                .setName("receivers/" + encoded(receiver.name()))
                .setDisplayName(receiver.name())
                .addAllIntegrations(
                        receiver.integrations().stream().map(Integration::name).toList())
                .setRouted(routing.isRouted(receiver))
                .build();
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
