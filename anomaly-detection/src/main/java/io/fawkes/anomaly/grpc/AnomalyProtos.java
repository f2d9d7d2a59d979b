package io.fawkes.anomaly.grpc;

import io.fawkes.anomaly.domain.event.Anomaly;
import io.fawkes.anomaly.domain.event.AnomalyChange;
import io.fawkes.anomaly.domain.event.Reading;
import io.fawkes.anomaly.v1.ExplainAnomalyResponse;
import java.util.Optional;

/** Anomalies as the contract shows them; what is not there stays absent. */
final class AnomalyProtos {
    private AnomalyProtos() {}

    static io.fawkes.anomaly.v1.Anomaly anomaly(Anomaly anomaly) {
        Reading reading = anomaly.reading();
        var proto = io.fawkes.anomaly.v1.Anomaly.newBuilder()
                .setName(anomaly.name())
                .setRule("anomalyRules/" + anomaly.rule())
                .putAllLabels(anomaly.labels().values())
                .setService(anomaly.service())
                .setOpenTime(Scalars.timestamp(anomaly.openTime()))
                .setUpdateTime(Scalars.timestamp(anomaly.updateTime()))
                .setValue(reading.value())
                .setExpected(reading.expected())
                .setScore(reading.score())
                .setSeverity(reading.severity())
                .setDirection(Enums.direction(reading.direction()))
                .setView(Enums.view(reading.view()))
                .setReason(anomaly.reason())
                .setCloseReason(Enums.closeReason(anomaly.closeReason()));
        Optional.ofNullable(anomaly.closeTime()).map(Scalars::timestamp).ifPresent(proto::setCloseTime);
        Optional.of(reading.band().lower()).filter(Double::isFinite).ifPresent(proto::setLower);
        Optional.of(reading.band().upper()).filter(Double::isFinite).ifPresent(proto::setUpper);
        return proto.build();
    }

    static io.fawkes.anomaly.v1.AnomalyChange change(AnomalyChange change) {
        return io.fawkes.anomaly.v1.AnomalyChange.newBuilder()
                .setKind(Enums.kind(change.kind()))
                .setAnomaly(anomaly(change.anomaly()))
                .build();
    }

    static ExplainAnomalyResponse explanation(Anomaly anomaly) {
        Reading reading = anomaly.reading();
        return ExplainAnomalyResponse.newBuilder()
                .setExplanation(anomaly.reason())
                .setAnomaly(anomaly(anomaly))
                .setSampleTime(Scalars.timestamp(reading.time()))
                .setViewText(reading.view().text())
                .setLeadingForecast(Enums.forecast(reading.basis().leading()))
                .setLeadingShare(reading.basis().share())
                .setPointsSeen(reading.basis().points())
                .setWeeklyProfileKnown(reading.basis().knowsWeek())
                .setDailyProfileKnown(reading.basis().knowsTimeOfDay())
                .build();
    }
}
