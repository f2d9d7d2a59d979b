package io.fawkes.alerting.grpc;

import com.google.protobuf.ByteString;
import io.fawkes.alerting.domain.alert.Alert;
import io.fawkes.alerting.domain.intake.AlertDelivery;
import io.fawkes.alerting.domain.intake.Rejection;
import io.fawkes.alerting.domain.mute.Muting;
import io.fawkes.alerting.domain.read.AlertView;
import io.fawkes.alerting.v1.AlertDeliveryOutcome;
import io.fawkes.alerting.v1.AlertState;
import io.fawkes.alerting.v1.Suppression;
import io.fawkes.alerting.v1.SuppressionReason;
import java.util.List;
import java.util.stream.Stream;

/** Alerts and deliveries as the contract's messages. */
final class AlertingProtos {

    private AlertingProtos() {}

    static io.fawkes.alerting.v1.Alert alert(AlertView view) {
        Alert alert = view.alert();
        var message = io.fawkes.alerting.v1.Alert.newBuilder()
                .setName(alert.name())
                .setFingerprint(alert.fingerprint().hex())
                .putAllLabels(alert.labels().values())
                .putAllAnnotations(alert.annotations())
                .setState(view.isSuppressed() ? AlertState.ALERT_STATE_SUPPRESSED : state(view.state()))
                .addAllSuppressions(suppressions(view.muting()))
                .setStartTime(Times.timestamp(alert.startsAt()))
                .setGeneratorUri(alert.generatorUri())
                .setReceiveTime(Times.timestamp(alert.firstReceivedAt()))
                .setUpdateTime(Times.timestamp(alert.lastReceivedAt()));
        if (view.state() != io.fawkes.alerting.domain.alert.AlertState.FIRING) {
            message.setEndTime(Times.timestamp(alert.ending().at()));
        }
        return message.build();
    }

    private static List<Suppression> suppressions(Muting muting) {
        var silenced = muting.silences().stream()
                .map(silence -> Suppression.newBuilder()
                        .setReason(SuppressionReason.SUPPRESSION_REASON_SILENCED)
                        .setSilence("silences/" + silence));
        var inhibited = muting.inhibited().stream()
                .map(by -> Suppression.newBuilder()
                        .setReason(SuppressionReason.SUPPRESSION_REASON_INHIBITED)
                        .setAlert("alerts/" + by.source())
                        .setRule(by.rule()));
        return Stream.concat(silenced, inhibited)
                .map(Suppression.Builder::build)
                .toList();
    }

    private static AlertState state(io.fawkes.alerting.domain.alert.AlertState state) {
        return switch (state) {
            case FIRING -> AlertState.ALERT_STATE_FIRING;
            case RESOLVED -> AlertState.ALERT_STATE_RESOLVED;
            case EXPIRED -> AlertState.ALERT_STATE_EXPIRED;
        };
    }

    static io.fawkes.alerting.v1.AlertDelivery delivery(AlertDelivery delivery) {
        return io.fawkes.alerting.v1.AlertDelivery.newBuilder()
                .setName(delivery.name())
                .setSource(delivery.source())
                .setReceiveTime(Times.timestamp(delivery.receivedAt()))
                .setOutcome(AlertDeliveryOutcome.forNumber(delivery.outcome().code()))
                .setReason(delivery.rejection()
                        .map(Rejection::reason)
                        .map(Enum::name)
                        .orElse(""))
                .setDetail(delivery.rejection().map(Rejection::detail).orElse(""))
                .setNewCount(delivery.counts().news())
                .setChangedCount(delivery.counts().changed())
                .setRepeatedCount(delivery.counts().repeated())
                .setBodySize(delivery.size())
                .setBodySha256(delivery.sha256().hex())
                .setBody(ByteString.copyFrom(delivery.body().array()))
                .build();
    }
}
