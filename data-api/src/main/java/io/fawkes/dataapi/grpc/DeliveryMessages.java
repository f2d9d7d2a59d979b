package io.fawkes.dataapi.grpc;

import com.google.protobuf.ByteString;
import io.fawkes.dataapi.domain.inbox.Delivery.BodyState;
import io.fawkes.dataapi.domain.inbox.Rejection;
import io.fawkes.dataapi.domain.inbox.Replay;
import io.fawkes.dataapi.domain.inbox.ReplayTally;
import io.fawkes.dataapi.v1.Delivery;
import io.fawkes.dataapi.v1.DeliveryBodyState;
import io.fawkes.dataapi.v1.DeliveryOutcome;
import io.fawkes.dataapi.v1.ReplayDeliveriesResponse;
import io.fawkes.dataapi.v1.ReplayDeliveryResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Deliveries as the contract's.
 *
 * @param bodyRetention how long bodies are kept
 */
record DeliveryMessages(Duration bodyRetention) {

    Delivery withBody(io.fawkes.dataapi.domain.inbox.Delivery delivery) {
        var message = summary(delivery);
        if (delivery.since().body() == BodyState.KEPT) {
            message.setBody(ByteString.copyFrom(delivery.body().array()))
                    .setBodySha256(delivery.body().sha256().hex());
        }
        return message.build();
    }

    Delivery.Builder summary(io.fawkes.dataapi.domain.inbox.Delivery delivery) {
        var message = Delivery.newBuilder()
                .setName(delivery.name())
                .setSource(delivery.source())
                .setEvent(delivery.event())
                .setSourceDeliveryId(delivery.sourceDeliveryId())
                .setReceiveTime(Times.timestamp(delivery.receivedAt()))
                .setOutcome(outcome(delivery.outcome()))
                .setReason(reason(delivery.rejection()))
                .setDetail(delivery.rejection().map(Rejection::detail).orElseGet(delivery::note))
                .addAllFacts(delivery.facts())
                .setBodySize(delivery.size())
                .putAllHeaders(delivery.headers());
        return since(message, delivery);
    }

    private Delivery.Builder since(Delivery.Builder message, io.fawkes.dataapi.domain.inbox.Delivery delivery) {
        var since = delivery.since();
        since.replayedAt().map(Times::timestamp).ifPresent(message::setReplayTime);
        return message.setReplayCount(since.replays())
                .setBodyState(state(since.body()))
                .setBodyExpireTime(Times.timestamp(
                        since.emptiedAt().orElseGet(() -> delivery.receivedAt().plus(bodyRetention))));
    }

    ReplayDeliveryResponse replay(Replay replay) {
        return ReplayDeliveryResponse.newBuilder()
                .setDelivery(summary(replay.delivery()))
                .setOutcome(outcome(replay.outcome()))
                .addAllFacts(replay.changed())
                .setReason(reason(replay.rejection()))
                .setDetail(replay.detail())
                .build();
    }

    static ReplayDeliveriesResponse tally(ReplayTally tally, String nextPageToken) {
        var response = ReplayDeliveriesResponse.newBuilder()
                .setAcceptedCount(tally.accepted())
                .setDuplicateCount(tally.duplicate())
                .setRejectedCount(tally.rejected())
                .setSkippedCount(tally.skipped())
                .setNextPageToken(nextPageToken);
        tally.failures()
                .forEach(failure -> response.addFailuresBuilder()
                        .setDelivery(failure.delivery())
                        .setReason(failure.reason())
                        .setDetail(failure.detail()));
        return response.build();
    }

    private static DeliveryOutcome outcome(io.fawkes.dataapi.domain.inbox.Delivery.Outcome outcome) {
        return switch (outcome) {
            case ACCEPTED -> DeliveryOutcome.DELIVERY_OUTCOME_ACCEPTED;
            case DUPLICATE -> DeliveryOutcome.DELIVERY_OUTCOME_DUPLICATE;
            case REJECTED -> DeliveryOutcome.DELIVERY_OUTCOME_REJECTED;
        };
    }

    private static DeliveryBodyState state(BodyState state) {
        return switch (state) {
            case KEPT -> DeliveryBodyState.DELIVERY_BODY_STATE_KEPT;
            case EXPIRED -> DeliveryBodyState.DELIVERY_BODY_STATE_EXPIRED;
            case ERASED -> DeliveryBodyState.DELIVERY_BODY_STATE_ERASED;
        };
    }

    private static String reason(Optional<Rejection> rejection) {
        return rejection.map(Rejection::reason).map(Enum::name).orElse("");
    }
}
