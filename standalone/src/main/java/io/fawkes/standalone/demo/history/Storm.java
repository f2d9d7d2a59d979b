package io.fawkes.standalone.demo.history;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The storm at the end of the history: a deployment of payments exhausts its database's connections, and within minutes
 * alerts of five services fire. It lasts still. It keeps no working hours.
 *
 * @param began when the first alert fired
 */
public record Storm(Instant began) {

    /** The label that all of its alerts share. */
    public static final String CLUSTER = "eu-1";

    private static final Duration AGO = Duration.ofMinutes(40);
    private static final Duration ROLLED_OUT_BEFORE = Duration.ofMinutes(16);
    private static final Duration QUIET_BEFORE = Duration.ofHours(3);
    private static final int PODS = 4;

    /** The storm of a history that ends with {@code end}. */
    public static Storm before(Instant end) {
        return new Storm(end.minus(AGO));
    }

    /** Whether a deployment of {@code profile} brought it about. */
    boolean isCausedBy(Profile profile) {
        return profile.equals(Cast.PAYMENTS);
    }

    /** When that deployment begins. */
    Instant deployment() {
        return began.minus(ROLLED_OUT_BEFORE);
    }

    /** After this nothing else is deployed of that service. */
    Instant quiet() {
        return began.minus(QUIET_BEFORE);
    }

    /** How many times its usual value the share of errors, or the latency, of {@code service} has; 1 if it is spared. */
    public double factor(String service) {
        return switch (service) {
            case "payments" -> 30;
            case "checkout" -> 12;
            case "accounts", "notifications" -> 3;
            default -> 1;
        };
    }

    /** Its alerts, by the time they began. */
    List<Alert> alerts() {
        return Stream.concat(symptoms(), restarts()).toList();
    }

    /** The services that it hurts so much that it is an incident of theirs. */
    public Set<String> victims() {
        return alerts().stream()
                .filter(alert -> alert.severity().equals(Alert.CRITICAL))
                .map(Alert::service)
                .collect(toUnmodifiableSet());
    }

    /** How many alerts fire. */
    public int size() {
        return alerts().size();
    }

    /** What Alertmanager posts of it: each time its group has more alerts, all of them. */
    public List<Post> posts() {
        var alertmanager = new AlertmanagerBodies();
        List<Alert> alerts = alerts();
        return Stream.of(3, 8, alerts.size())
                .map(known -> alertmanager.firing(alerts.subList(0, known)))
                .toList();
    }

    private Stream<Alert> symptoms() {
        return Stream.of(
                alert(
                        0,
                        "payments",
                        "DatabaseConnectionsExhausted",
                        Alert.CRITICAL,
                        "No connection is free",
                        "primary"),
                alert(1, "payments", "HighErrorRatio", Alert.CRITICAL, "One request in ten fails", "all"),
                alert(1, "payments", "HighLatency", Alert.WARNING, "Answers take seconds", "all"),
                alert(2, "checkout", "HighErrorRatio", Alert.CRITICAL, "Orders cannot be paid", "all"),
                alert(3, "checkout", "HighLatency", Alert.WARNING, "Answers take seconds", "all"),
                alert(3, "accounts", "HighLatency", Alert.WARNING, "The shared database is slow", "all"),
                alert(4, "notifications", "QueueGrows", Alert.WARNING, "Receipts wait", "all"),
                alert(5, "ledger", "JobLate", Alert.WARNING, "The hourly booking has not begun", "all"));
    }

    private Stream<Alert> restarts() {
        return Stream.iterate(1, pod -> pod <= PODS, pod -> pod + 1)
                .map(pod -> alert(
                        5, "payments", "PodRestarts", Alert.WARNING, "The pod was restarted", "pod-%d".formatted(pod)));
    }

    private Alert alert(int minutes, String service, String name, String severity, String summary, String instance) {
        return new Alert(name, service, severity, instance, summary, began.plus(Duration.ofMinutes(minutes)));
    }
}
