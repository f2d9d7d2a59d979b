package io.fawkes.anomaly.grpc;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import io.fawkes.anomaly.domain.detector.Direction;
import io.fawkes.anomaly.domain.detector.Forecast;
import io.fawkes.anomaly.domain.detector.View;
import io.fawkes.anomaly.domain.event.AnomalyChange;
import io.fawkes.anomaly.domain.event.CloseReason;
import io.fawkes.anomaly.domain.watch.RuleState;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class EnumsTest {
    @Test
    void theContractHasEveryValue() {
        every(Direction.values(), Enums::direction);
        every(View.values(), Enums::view);
        every(Forecast.values(), Enums::forecast);
        every(CloseReason.values(), Enums::closeReason);
        every(AnomalyChange.Kind.values(), Enums::kind);
        every(RuleState.Stage.values(), Enums::stage);
    }

    private static <E> void every(E[] values, Function<E, ?> spelled) {
        List.of(values).forEach(value -> assertDoesNotThrow(() -> spelled.apply(value), value.toString()));
    }
}
