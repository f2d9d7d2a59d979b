package io.fawkes.proto;

import java.util.List;

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
    private static final String RECEIVE_DELIVERY = "fawkes.dataapi.v1.DeliveryService.ReceiveDelivery";

    /** Every exemption there is. */
    static final List<Exemption> ALL = List.of(
            new Exemption(
                    "a path begins with the version of its package",
                    RECEIVE_DELIVERY,
                    "webhook addresses are entered at the sources and outlive our versions"),
            new Exemption(
                    "a custom method ends in its verb",
                    RECEIVE_DELIVERY,
                    "the sender decides what is posted; the body is its raw bytes, not our request"),
            new Exemption(SPANS, "fawkes.insights.v1.Dora.change_lead_time", METRIC),
            new Exemption(SPANS, "fawkes.insights.v1.Dora.recovery_time", METRIC),
            new Exemption(
                    SPANS,
                    "fawkes.insights.v1.DeploymentFrequency.deployment_days",
                    "it counts days on which something happened; it is no span of time"));

    static boolean excuses(Rule rule, Violation violation) {
        return ALL.stream().anyMatch(exemption -> exemption.isFor(rule, violation));
    }

    boolean isFor(Rule broken, Violation violation) {
        return rule.equals(broken.name()) && element.equals(violation.element().getFullName());
    }
}
