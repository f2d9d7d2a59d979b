package io.fawkes.dataapi.grpc;

import com.google.protobuf.ByteString;
import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.DataApiException.UnknownResource;
import io.fawkes.dataapi.domain.filter.ListQuery.Listed;
import io.fawkes.dataapi.domain.inbox.Inbox;
import io.fawkes.dataapi.domain.inbox.InboxListing;
import io.fawkes.dataapi.domain.inbox.ReceiveDelivery;
import io.fawkes.dataapi.domain.inbox.Rejection;
import io.fawkes.dataapi.domain.inbox.WebhookRequest;
import io.fawkes.dataapi.v1.Delivery;
import io.fawkes.dataapi.v1.DeliveryOutcome;
import io.fawkes.dataapi.v1.GetDeliveryRequest;
import io.fawkes.dataapi.v1.ListDeliveriesRequest;
import io.fawkes.dataapi.v1.ListDeliveriesResponse;
import io.fawkes.dataapi.v1.ReactorDeliveryServiceGrpc;
import io.fawkes.dataapi.v1.ReceiveDeliveryRequest;
import io.fawkes.dataapi.v1.ReceiveDeliveryResponse;
import io.fawkes.runtime.rpc.RpcEdge;
import io.fawkes.runtime.webhook.ShownCredential;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The inbox as rpcs. */
public final class DeliveryGrpcService extends ReactorDeliveryServiceGrpc.DeliveryServiceImplBase {

    private static final String COLLECTION = "deliveries/";

    private final RpcEdge edge = new RpcEdge(new DataApiStatuses());
    private final ReceiveDelivery receiveDelivery;
    private final Inbox inbox;

    public DeliveryGrpcService(ReceiveDelivery receiveDelivery, Inbox inbox) {
        this.receiveDelivery = receiveDelivery;
        this.inbox = inbox;
    }

    @Override
    public Mono<ReceiveDeliveryResponse> receiveDelivery(ReceiveDeliveryRequest request) {
        return edge.one(() -> receiveDelivery.receive(webhook(request)).map(DeliveryGrpcService::receipt));
    }

    private static WebhookRequest webhook(ReceiveDeliveryRequest request) {
        Bytes body = Bytes.of(request.getBody().getData().toByteArray());
        long size = Math.max(body.size(), request.getBodySize());
        var authorization = Optional.ofNullable(request.getHeadersMap().get("authorization"));
        return new WebhookRequest(
                request.getSource(),
                ShownCredential.of(authorization, request.getCredential()),
                headers(request),
                body,
                size);
    }

    private static Map<String, String> headers(ReceiveDeliveryRequest request) {
        Map<String, String> headers = new HashMap<>(request.getHeadersMap());
        headers.remove(WebhookRequest.ENDPOINT);
        if (!request.getEndpoint().isEmpty()) {
            headers.put(WebhookRequest.ENDPOINT, request.getEndpoint());
        }
        return headers;
    }

    private static ReceiveDeliveryResponse receipt(io.fawkes.dataapi.domain.inbox.Delivery kept) {
        return ReceiveDeliveryResponse.newBuilder()
                .setDelivery(kept.name())
                .setOutcome(DeliveryOutcome.forNumber(kept.outcome().code()))
                .addAllFacts(kept.facts())
                .build();
    }

    @Override
    public Mono<Delivery> getDelivery(GetDeliveryRequest request) {
        return edge.one(() -> Mono.justOrEmpty(id(request.getName()))
                .flatMap(inbox::find)
                .map(DeliveryGrpcService::withBody)
                .switchIfEmpty(Mono.error(() -> new UnknownResource(request.getName()))));
    }

    private static Optional<UUID> id(String name) {
        if (!name.startsWith(COLLECTION)) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(name.substring(COLLECTION.length())));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // no delivery has a name like that
        }
    }

    @Override
    public Mono<ListDeliveriesResponse> listDeliveries(ListDeliveriesRequest request) {
        return edge.one(() -> {
            var asked = ListArguments.of(request, COLLECTION, InboxListing.LISTING);
            return inbox.list(asked.query(Optional.empty())).collectList().map(read -> page(asked, read));
        });
    }

    private static ListDeliveriesResponse page(
            ListArguments asked, List<Listed<io.fawkes.dataapi.domain.inbox.Delivery>> read) {
        var response = ListDeliveriesResponse.newBuilder().setNextPageToken(asked.next(read));
        asked.rows(read).forEach(delivery -> response.addDeliveries(summary(delivery)));
        return response.build();
    }

    private static Delivery withBody(io.fawkes.dataapi.domain.inbox.Delivery delivery) {
        return summary(delivery)
                .setBody(ByteString.copyFrom(delivery.body().array()))
                .setBodySha256(delivery.body().sha256().hex())
                .build();
    }

    private static Delivery.Builder summary(io.fawkes.dataapi.domain.inbox.Delivery delivery) {
        return Delivery.newBuilder()
                .setName(delivery.name())
                .setSource(delivery.source())
                .setEvent(delivery.event())
                .setSourceDeliveryId(delivery.sourceDeliveryId())
                .setReceiveTime(Times.timestamp(delivery.receivedAt()))
                .setOutcome(DeliveryOutcome.forNumber(delivery.outcome().code()))
                .setReason(delivery.rejection()
                        .map(Rejection::reason)
                        .map(Enum::name)
                        .orElse(""))
                .setDetail(delivery.rejection().map(Rejection::detail).orElseGet(delivery::note))
                .addAllFacts(delivery.facts())
                .setBodySize(delivery.size())
                .putAllHeaders(delivery.headers());
    }
}
