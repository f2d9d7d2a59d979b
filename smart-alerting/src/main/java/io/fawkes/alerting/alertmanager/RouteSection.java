package io.fawkes.alerting.alertmanager;

import io.fawkes.alerting.domain.routing.GroupBy;
import io.fawkes.alerting.domain.routing.RouteSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The routes of a configuration file. */
final class RouteSection {

    private static final Set<String> KEYS = Set.of(
            "receiver",
            "group_by",
            "continue",
            "match",
            "match_re",
            "matchers",
            "group_wait",
            "group_interval",
            "repeat_interval",
            "mute_time_intervals",
            "active_time_intervals",
            "routes",
            "labels");
    private static final String ALL = "...";

    private final IntervalSection intervals;
    private final RouteSpec root;

    RouteSection(YamlMap file, IntervalSection intervals) {
        this.intervals = intervals;
        YamlMap route = file.map("route").orElseThrow(() -> file.wrong("route", "missing (expected: a route)"));
        this.root = spec(route);
        refuseConditions(route);
    }

    RouteSpec root() {
        return root;
    }

    private void refuseConditions(YamlMap route) {
        if (root.receiver().isEmpty()) {
            throw route.wrong("receiver", "missing (expected: the root route's receiver)");
        }
        if (!root.matchers().isEmpty()) {
            throw route.wrong("matchers", "the root route must not have any matchers");
        }
        if (root.goesOn()) {
            throw route.wrong("continue", "the root route must not continue");
        }
        for (String key : List.of("mute_time_intervals", "active_time_intervals")) {
            if (route.isFilled(key)) {
                throw route.wrong(key, "the root route must not have any " + key);
            }
        }
    }

    private RouteSpec spec(YamlMap route) {
        route.knowing(KEYS);
        refuseUnhonoured(route);
        return new RouteSpec(
                MatcherSection.read(route, "match", "match_re", "matchers"),
                route.flag("continue", false),
                route.text("receiver").filter(name -> !name.isEmpty()),
                groupBy(route),
                duration(route, "group_wait"),
                positive(route, "group_interval"),
                positive(route, "repeat_interval"),
                intervals.quiet(route),
                route.maps("routes").stream().map(this::spec).toList());
    }

    private static void refuseUnhonoured(YamlMap route) {
        if (route.isFilled("labels")) {
            throw route.wrong("labels", "not honoured yet (expected: none)");
        }
    }

    private static Optional<Duration> duration(YamlMap route, String key) {
        return route.read(key, Durations::parse, "a duration such as 5m");
    }

    private static Optional<Duration> positive(YamlMap route, String key) {
        return route.read(
                key,
                text -> Durations.parse(text).filter(Duration::isPositive),
                "a duration such as 5m, longer than 0");
    }

    private static Optional<GroupBy> groupBy(YamlMap route) {
        if (!route.has("group_by")) {
            return Optional.empty();
        }
        List<String> names = route.texts("group_by");
        if (Set.copyOf(names).size() < names.size()) {
            throw route.wrong("group_by", "a label stands here twice");
        }
        if (names.contains(ALL) && names.size() > 1) {
            throw route.wrong("group_by", "'...' stands alone, since it groups by all labels");
        }
        return Optional.of(names.contains(ALL) ? GroupBy.ALL : new GroupBy(false, Set.copyOf(names)));
    }
}
