package io.fawkes.insights.grpc;

import static java.util.Objects.requireNonNullElse;

import com.google.protobuf.Timestamp;
import io.fawkes.insights.domain.DoraQuestion;
import io.fawkes.insights.domain.InsightsException.FieldInvalid;
import io.fawkes.insights.domain.dora.Group;
import io.fawkes.insights.domain.dora.Metric;
import io.fawkes.insights.domain.dora.Terms;
import io.fawkes.insights.v1.Authors;
import io.fawkes.insights.v1.CompareDoraRequest;
import io.fawkes.insights.v1.DiffDoraRequest;
import io.fawkes.insights.v1.ExplainDeploymentRequest;
import io.fawkes.insights.v1.ExplainDoraRequest;
import io.fawkes.insights.v1.ExportDoraRequest;
import io.fawkes.insights.v1.ExportRowsRequest;
import io.fawkes.insights.v1.GetDoraRequest;
import io.fawkes.insights.v1.Grouping;
import io.fawkes.insights.v1.RecoveryBy;
import io.fawkes.insights.v1.WatchDoraRequest;
import io.fawkes.type.v1.TimeWindow;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Requests as questions; what is malformed is refused here, with its field. */
final class Questions {
    private static final Pattern NAME =
            Pattern.compile("(?:(services|teams|tiers|environments)/([^/\\p{Cntrl}]{1,100})|organization)/dora");
    private static final Pattern SERVICE = Pattern.compile("[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");

    private Questions() {}

    static DoraQuestion question(GetDoraRequest request) {
        Terms terms = Choices.told(
                request.getCalendar(),
                new Choices(
                                request.getMinConfidence(),
                                request.getTimeZone(),
                                request.getAuthors(),
                                request.getRecoveryBy(),
                                request.getIncludeList())
                        .terms(request.getBucket(), request.getLevelPolicy()));
        return question(group(request.getName()), request.getWindow(), request.getTrends() ? terms.compared() : terms)
                .asOf(asOf(request.hasAsOf(), request.getAsOf()));
    }

    static DoraQuestion question(WatchDoraRequest request) {
        return question(
                group(request.getName()),
                request.getWindow(),
                Choices.told(
                        request.getCalendar(),
                        new Choices(
                                        request.getMinConfidence(),
                                        request.getTimeZone(),
                                        request.getAuthors(),
                                        request.getRecoveryBy(),
                                        request.getIncludeList())
                                .terms(request.getBucket(), request.getLevelPolicy())));
    }

    static DoraQuestion question(ExportDoraRequest request) {
        return question(
                        group(request.getName()),
                        request.getWindow(),
                        Choices.told(
                                request.getCalendar(),
                                new Choices(
                                                request.getMinConfidence(),
                                                request.getTimeZone(),
                                                request.getAuthors(),
                                                request.getRecoveryBy(),
                                                request.getIncludeList())
                                        .terms(request.getBucket(), request.getLevelPolicy())))
                .asOf(asOf(request.hasAsOf(), request.getAsOf()));
    }

    static DoraQuestion question(ExplainDoraRequest request) {
        return question(
                        group(request.getName()),
                        request.getWindow(),
                        new Choices(
                                        request.getMinConfidence(),
                                        request.getTimeZone(),
                                        request.getAuthors(),
                                        request.getRecoveryBy(),
                                        request.getIncludeList())
                                .terms())
                .asOf(asOf(request.hasAsOf(), request.getAsOf()));
    }

    static DoraQuestion question(ExportRowsRequest request) {
        return question(
                        group(request.getName()),
                        request.getWindow(),
                        new Choices(
                                        request.getMinConfidence(),
                                        request.getTimeZone(),
                                        request.getAuthors(),
                                        request.getRecoveryBy(),
                                        request.getIncludeList())
                                .terms())
                .asOf(asOf(request.hasAsOf(), request.getAsOf()));
    }

    static DoraQuestion question(CompareDoraRequest request) {
        return question(
                        Group.ORGANIZATION,
                        request.getWindow(),
                        Choices.told(
                                request.getCalendar(),
                                new Choices(
                                                request.getMinConfidence(),
                                                request.getTimeZone(),
                                                request.getAuthors(),
                                                request.getRecoveryBy(),
                                                request.getIncludeList())
                                        .terms(request.getBucket(), request.getLevelPolicy())))
                .asOf(asOf(request.hasAsOf(), request.getAsOf()));
    }

    static DoraQuestion question(DiffDoraRequest request) {
        return question(
                group(request.getName()),
                request.getWindow(),
                new Choices(
                                request.getMinConfidence(),
                                request.getTimeZone(),
                                Authors.AUTHORS_UNSPECIFIED,
                                RecoveryBy.RECOVERY_BY_UNSPECIFIED,
                                List.of())
                        .terms(request.getBucket(), ""));
    }

    /** About all that is known of one service. */
    static DoraQuestion question(ExplainDeploymentRequest request) {
        Group group = group(request.getName());
        if (group.kind() != Group.Kind.SERVICE) {
            throw new FieldInvalid("name", request.getName() + " (expected: services/{service}/dora)");
        }
        if (!request.getDeployment().startsWith("deployments/")) {
            throw new FieldInvalid("deployment", request.getDeployment() + " (expected: deployments/{deployment})");
        }
        var choices = new Choices(
                request.getMinConfidence(), "", request.getAuthors(), RecoveryBy.RECOVERY_BY_UNSPECIFIED, List.of());
        return new DoraQuestion(group, null, null, choices.terms()).asOf(asOf(request.hasAsOf(), request.getAsOf()));
    }

    static Metric metric(io.fawkes.insights.v1.Metric metric) {
        return Arrays.stream(Metric.values())
                .filter(known -> Enums.metric(known) == metric)
                .findFirst()
                .orElseThrow(() -> new FieldInvalid("metric", "missing (expected: one of the metrics)"));
    }

    static Group.Kind kind(Grouping grouping) {
        return switch (grouping) {
            case GROUPING_SERVICE -> Group.Kind.SERVICE;
            case GROUPING_TEAM -> Group.Kind.TEAM;
            case GROUPING_TIER -> Group.Kind.TIER;
            case GROUPING_ENVIRONMENT -> Group.Kind.ENVIRONMENT;
            case GROUPING_UNSPECIFIED, UNRECOGNIZED ->
                throw new FieldInvalid("group_by", "missing (expected: one of the groupings)");
        };
    }

    private static DoraQuestion question(Group group, TimeWindow window, Terms terms) {
        return new DoraQuestion(
                group,
                window.hasStartTime() ? time("window.start_time", window.getStartTime()) : null,
                window.hasEndTime() ? time("window.end_time", window.getEndTime()) : null,
                terms);
    }

    private static Group group(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw badName(name);
        }
        String id = matcher.group(2);
        return switch (requireNonNullElse(matcher.group(1), "organization")) {
            case "services" -> service(name, id);
            case "teams" -> new Group(Group.Kind.TEAM, id);
            case "tiers" -> new Group(Group.Kind.TIER, id);
            case "environments" -> new Group(Group.Kind.ENVIRONMENT, id);
            default -> Group.ORGANIZATION;
        };
    }

    private static Group service(String name, String id) {
        if (!SERVICE.matcher(id).matches()) {
            throw badName(name);
        }
        return new Group(Group.Kind.SERVICE, id);
    }

    private static FieldInvalid badName(String name) {
        return new FieldInvalid(
                "name",
                name + " (expected: services/{service}/dora, teams/{team}/dora, tiers/{tier}/dora,"
                        + " environments/{environment}/dora or organization/dora)");
    }

    private static @Nullable Instant asOf(boolean asked, Timestamp time) {
        return asked ? time("as_of", time) : null;
    }

    static Instant time(String field, Timestamp time) {
        try {
            return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
        } catch (DateTimeException | ArithmeticException _) {
            throw new FieldInvalid(field, "out of range (expected: years 1 to 9999)");
        }
    }
}
