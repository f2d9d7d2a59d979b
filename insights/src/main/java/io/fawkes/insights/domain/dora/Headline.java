package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.timeline.Timeline;
import java.util.List;
import java.util.stream.Stream;

/**
 * The numbers of one service in one of its production environments.
 *
 * @param service its id
 * @param team id of its team; empty for nobody
 * @param environment in lower case; {@link #ALL} for what GetDora answers of a service with several
 */
public record Headline(String service, String team, String environment, Measures measures) {
    /** Stands for all production environments of a service that has several. */
    public static final String ALL = "all";

    /** Headlines of the service of {@code report}, which was made of {@code timeline}: one for each environment. */
    public static List<Headline> of(DoraReport report, Timeline timeline) {
        List<String> environments = timeline.environments().stream().sorted().toList();
        return environments.size() == 1
                ? List.of(of(timeline, environments.getFirst(), report))
                : Stream.concat(
                                Stream.of(of(timeline, ALL, report)),
                                environments.stream()
                                        .map(environment ->
                                                of(timeline, environment, within(environment, report, timeline))))
                        .toList();
    }

    private static DoraReport within(String environment, DoraReport report, Timeline timeline) {
        Group group = new Group(Group.Kind.ENVIRONMENT, environment);
        return DoraReport.of(report.answer().inquiry().about(group), List.of(timeline));
    }

    private static Headline of(Timeline timeline, String environment, DoraReport report) {
        return new Headline(
                timeline.service().id().value(),
                timeline.service().team().replaceFirst("^teams/", ""),
                environment,
                report.answer().measures());
    }
}
