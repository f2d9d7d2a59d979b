package io.fawkes.dataapi.grpc;

import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.DataApiException.UnknownResource;
import io.fawkes.dataapi.domain.audit.AuditEvent.Deed;
import io.fawkes.dataapi.domain.audit.AuditLog;
import io.fawkes.dataapi.domain.filter.ListQuery.Listed;
import io.fawkes.dataapi.domain.inbox.Inbox;
import io.fawkes.dataapi.domain.inbox.InboxListing;
import io.fawkes.dataapi.domain.inbox.ReceiveDelivery;
import io.fawkes.dataapi.domain.inbox.ReplayDeliveries;
import io.fawkes.dataapi.domain.inbox.ReplayDelivery;
import io.fawkes.dataapi.domain.inbox.WebhookRequest;
import io.fawkes.dataapi.v1.Delivery;
import io.fawkes.dataapi.v1.DeliveryOutcome;
import io.fawkes.dataapi.v1.GetDeliveryRequest;
import io.fawkes.dataapi.v1.ListDeliveriesRequest;
import io.fawkes.dataapi.v1.ListDeliveriesResponse;
import io.fawkes.dataapi.v1.ReactorDeliveryServiceGrpc;
import io.fawkes.dataapi.v1.ReceiveDeliveryRequest;
import io.fawkes.dataapi.v1.ReceiveDeliveryResponse;
import io.fawkes.dataapi.v1.ReplayDeliveriesRequest;
import io.fawkes.dataapi.v1.ReplayDeliveriesResponse;
import io.fawkes.dataapi.v1.ReplayDeliveryRequest;
import io.fawkes.dataapi.v1.ReplayDeliveryResponse;
import io.fawkes.runtime.rpc.CallContext;
import io.fawkes.runtime.rpc.RpcEdge;
import io.fawkes.runtime.webhook.ShownCredential;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/** The inbox as rpcs. */
public final class DeliveryGrpcService extends ReactorDeliveryServiceGrpc.DeliveryServiceImplBase {

    private static final String COLLECTION = "deliveries/";
    private static final int MOST_PERCENT = 75;

    private final RpcEdge edge = new RpcEdge(new DataApiStatuses());
    private final ReceiveDelivery receiveDelivery;
    private final Replays replays;
    private final Inbox inbox;
    private final DeliveryMessages messages;
    private final InstantSource clock;

    /**
     * The inbox over these use cases.
     *
     * @param bodyRetention how long bodies are kept, for saying when one is emptied
     */
    public DeliveryGrpcService(
            ReceiveDelivery receiveDelivery,
            Replays replays,
            Inbox inbox,
            Duration bodyRetention,
            InstantSource clock) {
        this.receiveDelivery = receiveDelivery;
        this.replays = replays;
        this.inbox = inbox;
        this.messages = new DeliveryMessages(bodyRetention);
        this.clock = clock;
    }

    /**
     * Reading again.
     *
     * @param one one delivery
     * @param many those of a filter
     * @param audit where it is recorded that somebody did
     */
    public record Replays(ReplayDelivery one, ReplayDeliveries many, AuditLog audit) {}

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
        return edge.one(() -> Mono.justOrEmpty(ResourceIds.uuid(COLLECTION, request.getName()))
                .flatMap(inbox::find)
                .map(messages::withBody)
                .switchIfEmpty(Mono.error(() -> new UnknownResource(request.getName()))));
    }

    @Override
    public Mono<ListDeliveriesResponse> listDeliveries(ListDeliveriesRequest request) {
        return edge.one(() -> {
            var asked = ListArguments.of(request, COLLECTION, InboxListing.LISTING);
            return inbox.list(asked.query(Optional.empty())).collectList().map(read -> page(asked, read));
        });
    }

    private ListDeliveriesResponse page(
            ListArguments asked, List<Listed<io.fawkes.dataapi.domain.inbox.Delivery>> read) {
        var response = ListDeliveriesResponse.newBuilder().setNextPageToken(asked.next(read));
        asked.rows(read).forEach(delivery -> response.addDeliveries(messages.summary(delivery)));
        return response.build();
    }

    @Override
    public Mono<ReplayDeliveryResponse> replayDelivery(ReplayDeliveryRequest request) {
        return edge.one(() -> Mono.justOrEmpty(ResourceIds.uuid(COLLECTION, request.getName()))
                .switchIfEmpty(Mono.error(() -> new UnknownResource(request.getName())))
                .flatMap(id -> request.getValidateOnly()
                        ? replays.one().rehearse(id)
                        : replays.one()
                                .replay(id)
                                .flatMap(done -> audited(
                                        "ReplayDelivery",
                                        request.getName(),
                                        done.outcome().name(),
                                        done)))
                .map(messages::replay));
    }

    @Override
    public Mono<ReplayDeliveriesResponse> replayDeliveries(ReplayDeliveriesRequest request) {
        return edge.one(() -> {
            var asked = new ListArguments(
                    COLLECTION + "replay",
                    InboxListing.LISTING,
                    wanted(request.getFilter()),
                    "",
                    ReplayDeliveries.PAGE,
                    request.getPageToken());
            var query = asked.query(Optional.empty());
            return patience()
                    .flatMap(until -> request.getValidateOnly()
                            ? replays.many().rehearse(query, until)
                            : replays.many()
                                    .replay(query, until)
                                    .flatMap(tally ->
                                            audited("ReplayDeliveries", request.getFilter(), tally.counts(), tally)))
                    .map(tally -> DeliveryMessages.tally(
                            tally, tally.next().map(asked::token).orElse("")));
        });
    }

    private <T> Mono<T> audited(String action, String target, String detail, T done) {
        return CallContext.ofPipeline()
                .flatMap(call -> replays.audit()
                        .record(new Deed(call.principal().subject(), action, target, detail, call.requestId())))
                .thenReturn(done);
    }

    private static String wanted(String filter) {
        if (filter.isBlank()) {
            throw new InvalidField("filter", "empty (expected: which deliveries, for example reason = EVENT_UNKNOWN)");
        }
        return filter;
    }

    /** Most of the time that the caller has: what remains is for the page that was begun. */
    private Mono<Instant> patience() {
        return CallContext.ofPipeline()
                .map(call -> clock.instant()
                        .plusMillis(call.deadline().timeRemaining(TimeUnit.MILLISECONDS) * MOST_PERCENT / 100));
    }
}
