package io.fawkes.anomaly.grpc;

import io.fawkes.anomaly.domain.detector.Direction;
import io.fawkes.anomaly.domain.detector.Forecast;
import io.fawkes.anomaly.domain.detector.View;
import io.fawkes.anomaly.domain.event.AnomalyChange;
import io.fawkes.anomaly.domain.event.CloseReason;
import io.fawkes.anomaly.domain.watch.RuleState;
import io.fawkes.anomaly.v1.ChangeKind;
import io.fawkes.anomaly.v1.WatchState;
import org.jspecify.annotations.Nullable;

/** Enums as the contract spells them: its prefix before the domain's name, held by a test to the last value. */
final class Enums {
    private Enums() {}

    static io.fawkes.anomaly.v1.Direction direction(Direction direction) {
        return io.fawkes.anomaly.v1.Direction.valueOf("DIRECTION_" + direction.name());
    }

    static io.fawkes.anomaly.v1.View view(View view) {
        return io.fawkes.anomaly.v1.View.valueOf("VIEW_" + view.name());
    }

    static io.fawkes.anomaly.v1.Forecast forecast(Forecast forecast) {
        return io.fawkes.anomaly.v1.Forecast.valueOf("FORECAST_" + forecast.name());
    }

    static io.fawkes.anomaly.v1.CloseReason closeReason(@Nullable CloseReason reason) {
        return reason == null
                ? io.fawkes.anomaly.v1.CloseReason.CLOSE_REASON_UNSPECIFIED
                : io.fawkes.anomaly.v1.CloseReason.valueOf("CLOSE_REASON_" + reason.name());
    }

    static ChangeKind kind(AnomalyChange.Kind kind) {
        return ChangeKind.valueOf("CHANGE_KIND_" + kind.name());
    }

    static WatchState stage(RuleState.Stage stage) {
        return WatchState.valueOf("WATCH_STATE_" + stage.name());
    }
}
