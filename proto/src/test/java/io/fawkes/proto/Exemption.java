package io.fawkes.proto;

import java.util.List;
import java.util.stream.Stream;

/**
 * An element that may break a rule.
 *
 * @param rule the rule by name
 * @param element full name
 * @param reason why it must be so
 */
record Exemption(String rule, String element, String reason) {
    private static final String SPANS = "times are Timestamp and spans are Duration";
    private static final String METRIC = "it is the metric of that name: percentiles of spans, not an instant";
    private static final String VERSIONED = "a path begins with the version of its package";
    private static final String VERB = "a custom method ends in its verb";
    private static final String ENTERED_ELSEWHERE =
            "webhook addresses are entered at the sources and outlive our versions";
    private static final String RAW = "the sender decides what is posted; the body is its raw bytes, not our request";
    private static final String RECEIVE_DELIVERY = "fawkes.dataapi.v1.DeliveryService.ReceiveDelivery";
    private static final String ALERT_INTAKE = "fawkes.alerting.v1.AlertIntakeService.";
    private static final List<String> ALERT_INTAKE_RPCS =
            List.of("ReceiveAlerts", "ReceiveGrafanaAlerts", "ReceiveGenericAlerts");
    private static final String UPLOAD_IMPORT = "fawkes.dataapi.v1.ImportService.UploadImport";
    private static final String UPLOADED = "the body is a file's own bytes, one request a piece";
    private static final String ALERTMANAGER = "fawkes.alerting.v1.AlertmanagerService.";
    private static final List<String> ALERTMANAGER_RPCS = List.of(
            "PostAlerts",
            "QueryAlerts",
            "QueryAlertGroups",
            "QuerySilences",
            "PostSilence",
            "ReadSilence",
            "DropSilence",
            "QueryReceivers",
            "ReadStatus");
    private static final String ALERTMANAGERS =
            "paths and bodies are Alertmanager's, so that Prometheus and amtool work here unchanged";

    private static final String WRITE_FACTS = "fawkes.dataapi.v1.FactService.WriteFacts";
    private static final String STREAMED =
            "its requests are a stream, on which HTTP/JSON has no way to push back: it has no path";

    private static final List<Exemption> OWN = List.of(
            new Exemption("an rpc has an HTTP binding", WRITE_FACTS, STREAMED),
            new Exemption(VERSIONED, WRITE_FACTS, STREAMED),
            new Exemption(VERB, WRITE_FACTS, STREAMED),
            new Exemption(VERSIONED, RECEIVE_DELIVERY, ENTERED_ELSEWHERE),
            new Exemption(VERB, RECEIVE_DELIVERY, RAW),
            new Exemption(VERB, UPLOAD_IMPORT, UPLOADED),
            new Exemption(SPANS, "fawkes.insights.v1.Dora.change_lead_time", METRIC),
            new Exemption(SPANS, "fawkes.insights.v1.Dora.recovery_time", METRIC),
            new Exemption(SPANS, "fawkes.insights.v1.DoraBucket.recovery_time", METRIC),
            new Exemption(SPANS, "fawkes.insights.v1.DoraBucket.change_lead_time", METRIC),
            new Exemption(
                    SPANS,
                    "fawkes.insights.v1.DeploymentFrequency.deployment_days",
                    "it counts days on which something happened; it is no span of time"));

    /** Every exemption there is. */
    static final List<Exemption> ALL = all();

    private static List<Exemption> all() {
        var alertmanagers = ALERTMANAGER_RPCS.stream()
                .flatMap(rpc -> Stream.of(
                        new Exemption(VERSIONED, ALERTMANAGER + rpc, ALERTMANAGERS),
                        new Exemption(VERB, ALERTMANAGER + rpc, ALERTMANAGERS)));
        var intake = ALERT_INTAKE_RPCS.stream()
                .flatMap(rpc -> Stream.of(
                        new Exemption(VERSIONED, ALERT_INTAKE + rpc, ENTERED_ELSEWHERE),
                        new Exemption(VERB, ALERT_INTAKE + rpc, RAW)));
        return Stream.of(OWN.stream(), alertmanagers, intake)
                .flatMap(exemptions -> exemptions)
                .toList();
    }

    static boolean excuses(Rule rule, Violation violation) {
        return ALL.stream().anyMatch(exemption -> exemption.isFor(rule, violation));
    }

    boolean isFor(Rule broken, Violation violation) {
        return rule.equals(broken.name()) && element.equals(violation.element().getFullName());
    }
}
