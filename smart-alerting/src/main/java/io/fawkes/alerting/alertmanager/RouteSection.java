package io.fawkes.alerting.alertmanager;

import io.fawkes.alerting.domain.routing.GroupBy;
import io.fawkes.alerting.domain.routing.Matcher;
import io.fawkes.alerting.domain.routing.Matcher.Operator;
import io.fawkes.alerting.domain.routing.RouteSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

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

    private final RouteSpec root;

    RouteSection(YamlMap file) {
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
    }

    private static RouteSpec spec(YamlMap route) {
        route.knowing(KEYS);
        refuseUnhonoured(route);
        return new RouteSpec(
                matchers(route),
                route.flag("continue", false),
                route.text("receiver").filter(name -> !name.isEmpty()),
                groupBy(route),
                duration(route, "group_wait"),
                positive(route, "group_interval"),
                positive(route, "repeat_interval"),
                route.maps("routes").stream().map(RouteSection::spec).toList());
    }

    private static void refuseUnhonoured(YamlMap route) {
        for (String key : List.of("mute_time_intervals", "active_time_intervals", "labels")) {
            if (route.isFilled(key)) {
                throw route.wrong(key, "not honoured yet (expected: none)");
            }
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

    private static List<Matcher> matchers(YamlMap route) {
        var matchers = new ArrayList<Matcher>();
        route.pairs("match").forEach((name, value) -> matchers.add(Matchers.of(name, Operator.EQUAL, value)));
        route.pairs("match_re")
                .forEach((name, value) ->
                        matchers.add(wellFormed(route, "match_re", () -> Matchers.of(name, Operator.REGEX, value))));
        route.texts("matchers")
                .forEach(text -> matchers.addAll(wellFormed(route, "matchers", () -> Matchers.parse(text))));
        return matchers;
    }

    private static <T> T wellFormed(YamlMap route, String key, Supplier<T> parse) {
        try {
            return parse.get();
        } catch (Matchers.Malformed e) {
            var invalid = route.wrong(key, e.problem());
            invalid.initCause(e);
            throw invalid;
        }
    }
}
