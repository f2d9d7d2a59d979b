package io.fawkes.standalone.demo.history;

import java.util.List;
import java.util.stream.Collectors;

/** Alertmanager's words, as its webhook version 4 has them. */
final class AlertmanagerBodies {

    /** A group of {@code alerts}, all firing, told when the last of them began. */
    Post firing(List<Alert> alerts) {
        String body = """
                {"version":"4","groupKey":"{}:{cluster=\\"%1$s\\"}","truncatedAlerts":0,"status":"firing","receiver":"fawkes",
                 "groupLabels":{"cluster":"%1$s"},"commonLabels":{"cluster":"%1$s"},"commonAnnotations":{},
                 "externalURL":"https://alertmanager.example",
                 "alerts":[%2$s]}
                """.formatted(
                Storm.CLUSTER, alerts.stream().map(AlertmanagerBodies::alert).collect(Collectors.joining(",\n  ")));
        return new Post(alerts.getLast().began(), Teller.ALERTMANAGER, "", body);
    }

    private static String alert(Alert alert) {
        String labels = alert.labels().entrySet().stream()
                .map(label -> "\"%s\":\"%s\"".formatted(label.getKey(), label.getValue()))
                .collect(Collectors.joining(","));
        return """
                {"status":"firing","labels":{%s},"annotations":{"summary":"%s"},"startsAt":"%s",
                   "endsAt":"0001-01-01T00:00:00Z","generatorURL":"https://prometheus.example/graph","fingerprint":"%s"}""".formatted(labels, alert.summary(), alert.began(), alert.fingerprint());
    }
}
