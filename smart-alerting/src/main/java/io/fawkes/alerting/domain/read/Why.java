package io.fawkes.alerting.domain.read;

import io.fawkes.alerting.domain.mute.Inhibited;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why an alert is told as it is.
 *
 * @param alert the alert
 * @param places the groups that it is and was in, newest first
 */
public record Why(AlertView alert, List<Place> places) {

    public Why {
        places = List.copyOf(places);
    }

    /** For people, in a few sentences. */
    public String explanation() {
        return Stream.concat(
                        Stream.of(state()),
                        places.stream().filter(place -> !place.left()).map(this::here))
                .collect(Collectors.joining(" "));
    }

    private String here(Place place) {
        return place.group().reason() + ". " + place.outlook(alert);
    }

    private String state() {
        var known = alert.alert();
        return switch (alert.state()) {
            case FIRING ->
                "It fires since " + known.startsAt() + (alert.isSuppressed() ? ", muted by " + muted() + "." : ".");
            case RESOLVED -> "It ended at " + known.ending().at() + ", as its source said.";
            case EXPIRED ->
                "Its source fell silent and it was given up at "
                        + known.ending().at() + "; when it really ended is not known.";
        };
    }

    private String muted() {
        Stream<String> silences = alert.muting().silences().stream().map(silence -> "silences/" + silence);
        Stream<String> inhibited = alert.muting().inhibited().stream().map(Why::inhibitor);
        return Stream.concat(silences, inhibited).collect(Collectors.joining(" and "));
    }

    private static String inhibitor(Inhibited by) {
        return "alerts/" + by.source() + " by the rule " + by.rule();
    }
}
