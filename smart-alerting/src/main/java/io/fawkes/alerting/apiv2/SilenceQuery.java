package io.fawkes.alerting.apiv2;

import io.fawkes.alerting.domain.alert.Labels;
import io.fawkes.alerting.domain.mute.Silence;
import io.fawkes.alerting.domain.read.SilenceView;
import io.fawkes.alerting.domain.routing.Matcher;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which silences are asked for, and in which order they are answered. */
final class SilenceQuery {

    /** Active ones that end first, pending ones that begin first, then those that ended last. */
    static final Comparator<SilenceView> ORDER = Comparator.comparingInt(SilenceQuery::rank)
            .thenComparingLong(SilenceQuery::distance)
            .thenComparing(view -> view.silence().id().toString());

    private SilenceQuery() {}

    private static int rank(SilenceView view) {
        return switch (view.state()) {
            case ACTIVE -> 0;
            case PENDING -> 1;
            case EXPIRED -> 2;
        };
    }

    private static long distance(SilenceView view) {
        Silence silence = view.silence();
        Instant at = switch (view.state()) {
            case ACTIVE, EXPIRED -> silence.endsAt();
            case PENDING -> silence.startsAt();
        };
        return view.state() == Silence.State.EXPIRED ? -at.toEpochMilli() : at.toEpochMilli();
    }

    /** Whether the values of its own matchers fulfil {@code filter}, as if they were labels. */
    static boolean takes(List<Matcher> filter, SilenceView view) {
        Map<String, String> values = view.silence().matchers().stream()
                .collect(Collectors.toUnmodifiableMap(Matcher::name, Matcher::value, (_, last) -> last));
        Labels labels = Labels.of(values);
        return filter.stream().allMatch(matcher -> matcher.matches(labels));
    }
}
