package io.fawkes.anomaly.grpc;

import io.fawkes.anomaly.domain.event.AnomalyBook.ChangePage;
import io.fawkes.anomaly.domain.event.AnomalyChange;
import io.fawkes.anomaly.v1.WatchAnomaliesResponse;
import java.util.ArrayList;
import java.util.List;

/** A page of changes as messages of bounded size; only the last one says where to go on. */
final class WatchMessages {

    private WatchMessages() {}

    static List<WatchAnomaliesResponse> of(ChangePage page) {
        List<WatchAnomaliesResponse> messages = new ArrayList<>();
        List<AnomalyChange> rest = page.changes();
        while (rest.size() > ChangePage.LARGEST) {
            messages.add(message(page, rest.subList(0, ChangePage.LARGEST)).build());
            rest = rest.subList(ChangePage.LARGEST, rest.size());
        }
        messages.add(message(page, rest).setCursor(page.cursor().encoded()).build());
        return messages;
    }

    private static WatchAnomaliesResponse.Builder message(ChangePage page, List<AnomalyChange> changes) {
        var message = WatchAnomaliesResponse.newBuilder().setReadTime(Scalars.timestamp(page.readAt()));
        changes.stream().map(AnomalyProtos::change).forEach(message::addChanges);
        return message;
    }
}
