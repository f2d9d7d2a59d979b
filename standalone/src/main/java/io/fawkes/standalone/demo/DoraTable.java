package io.fawkes.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** DORA's answers as a table of at most 100 columns; a number that nobody can know is a dash, with its reason below. */
public final class DoraTable {

    static final String UNKNOWN = "–";

    private static final String HEAD =
            """
            %-14s  --deployments-  --lead time of a change---  -change fail rate-  recovery time-
            %-14s  %5s  %7s  %9s  %9s  %5s  %7s  %9s  %9s  %3s
            """.formatted("", "service", "n", "a week", "p50", "p90", "n", "rate", "failed", "p50", "n");
    private static final int DAYS_A_WEEK = 7;
    private static final int PERCENT = 100;
    private static final Map<String, String> METRICS = Map.of(
            "deploymentFrequency", "deployments",
            "changeLeadTime", "lead time",
            "changeFailRate", "change fail rate",
            "recoveryTime", "recovery time");

    private DoraTable() {}

    /** The table of {@code reports}, one row each. */
    public static String of(List<Report> reports) {
        return HEAD
                + reports.stream().map(DoraTable::row).collect(Collectors.joining())
                + reports.stream().flatMap(DoraTable::reasons).collect(Collectors.joining())
                + reports.stream().flatMap(DoraTable::open).collect(Collectors.joining());
    }

    private static String row(Report report) {
        JsonNode frequency = report.dora().path("deploymentFrequency");
        JsonNode lead = report.dora().path("changeLeadTime");
        JsonNode failures = report.dora().path("changeFailRate");
        JsonNode recovery = report.dora().path("recoveryTime");
        return "%-14s  %5d  %7s  %9s  %9s  %5d  %7s  %9s  %9s  %3d%n"
                .formatted(
                        report.service(),
                        frequency.path("n").asInt(),
                        perWeek(frequency.path("perDay")),
                        duration(lead.path("p50")),
                        duration(lead.path("p90")),
                        lead.path("n").asInt(),
                        percent(failures.path("rate")),
                        failures.path("failed").asInt() + " of "
                                + failures.path("n").asInt(),
                        duration(recovery.path("p50")),
                        recovery.path("n").asInt());
    }

    private static Stream<String> reasons(Report report) {
        return METRICS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(metric -> !reason(report, metric.getKey()).isEmpty())
                .map(metric -> "  %s %s: no %s (%s)%n"
                        .formatted(UNKNOWN, report.service(), metric.getValue(), reason(report, metric.getKey())));
    }

    private static Stream<String> open(Report report) {
        int open = report.dora().path("recoveryTime").path("open").asInt();
        return Stream.of(open)
                .filter(failures -> failures > 0)
                .map(failures -> "  + %s: %d not recovered from yet%n".formatted(report.service(), failures));
    }

    private static String reason(Report report, String metric) {
        return report.dora()
                .path(metric)
                .path("nullReason")
                .asText()
                .replace("NULL_REASON_UNSPECIFIED", "")
                .replace("NULL_REASON_", "")
                .replace('_', ' ')
                .toLowerCase(Locale.ROOT);
    }

    private static String perWeek(JsonNode perDay) {
        return perDay.isNumber() ? String.format(Locale.ROOT, "%.1f", perDay.asDouble() * DAYS_A_WEEK) : UNKNOWN;
    }

    private static String percent(JsonNode rate) {
        return rate.isNumber() ? String.format(Locale.ROOT, "%.1f %%", rate.asDouble() * PERCENT) : UNKNOWN;
    }

    private static String duration(JsonNode text) {
        return text.isTextual() ? inWords(Duration.parse("PT" + text.asText().toUpperCase(Locale.ROOT))) : UNKNOWN;
    }

    /** The two largest units of {@code duration}, whole ones: {@code 3 d 4 h}, {@code 5 h 12 m}, {@code 48 m}. */
    static String inWords(Duration duration) {
        if (duration.toDays() > 0) {
            return "%d d %d h".formatted(duration.toDays(), duration.toHoursPart());
        }
        return duration.toHours() > 0
                ? "%d h %d m".formatted(duration.toHours(), duration.toMinutesPart())
                : duration.toMinutes() + " m";
    }
}
