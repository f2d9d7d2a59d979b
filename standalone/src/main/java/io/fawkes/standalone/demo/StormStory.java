package io.fawkes.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.fawkes.standalone.demo.history.Storm;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * What smart-alerting makes of the storm: one group, what its receiver really got, and the incidents it was reported as.
 */
final class StormStory {

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final DoorClient client;
    private final Storm storm;
    private final AlertReceiver receiver;

    StormStory(DoorClient client, Storm storm, AlertReceiver receiver) {
        this.client = client;
        this.storm = storm;
        this.receiver = receiver;
    }

    /** The story, once everybody was told. Fails with {@link DemoFailure} if that takes minutes. */
    Mono<String> text() {
        return Mono.zip(told(), reported(), this::text)
                .timeout(
                        PATIENCE,
                        Mono.error(() -> new DemoFailure(
                                "The demo stops: the storm's alerts came nowhere in %d minutes; see /v1/notifications with --keep."
                                        .formatted(PATIENCE.toMinutes()))));
    }

    /** The first notification that names every alert. */
    private Mono<JsonNode> told() {
        return Mono.fromSupplier(this::complete)
                .flatMap(Mono::justOrEmpty)
                .repeatWhenEmpty(again -> again.delayElements(PAUSE));
    }

    private Optional<JsonNode> complete() {
        return receiver.received().stream()
                .filter(notification -> notification.path("alerts").size() == storm.size())
                .findFirst();
    }

    /** The groups, once data-api has the incidents of all that are hurt. */
    private Mono<List<JsonNode>> reported() {
        return client.get("/v1/alertGroups")
                .flatMapIterable(answer -> List.copyOf(
                        answer.demandSuccess().json().path("alertGroups").findValuesAsText("name")))
                .concatMap(name -> client.get("/v1/" + name))
                .map(answer -> answer.demandSuccess().json())
                .collectList()
                .filter(groups -> incidents(groups).containsAll(storm.victims()))
                .repeatWhenEmpty(again -> again.delayElements(PAUSE));
    }

    private static Set<String> incidents(List<JsonNode> groups) {
        return groups.stream()
                .flatMap(group -> group.path("incidents").valueStream())
                .filter(incident -> incident.path("reportState").asText().equals("NOTIFICATION_STATE_DONE"))
                .map(incident -> incident.path("service").asText().replace("services/", ""))
                .collect(Collectors.toUnmodifiableSet());
    }

    private String text(JsonNode notification, List<JsonNode> groups) {
        JsonNode group = groups.stream()
                .filter(candidate -> candidate.path("receiver").asText().equals(AlertRouting.RECEIVER))
                .findFirst()
                .orElseThrow(() -> new DemoFailure(
                        "The demo stops: nothing was grouped for %s.".formatted(AlertRouting.RECEIVER)));
        return """

                One group of alerts, correlated

                %s
                %s
                  told to %s by %s; one names them all:
                    %s
                  and reported to data-api as incidents of %s
                """.formatted(
                        Paragraph.indented(group.path("reason").asText()),
                        notification
                                .path("alerts")
                                .valueStream()
                                .map(StormStory::member)
                                .collect(Collectors.joining("\n")),
                        AlertRouting.RECEIVER,
                        notifications(receiver.received().size()),
                        receiver.url(),
                        storm.victims().stream().sorted().collect(Collectors.joining(", ")));
    }

    private static String notifications(int sent) {
        return sent == 1 ? "one notification" : "%d notifications".formatted(sent);
    }

    private static String member(JsonNode alert) {
        return "    %-8s  %-13s  %-28s  %-26s %s"
                .formatted(
                        alert.at("/labels/severity").asText(),
                        alert.at("/labels/service").asText(),
                        alert.at("/labels/alertname").asText(),
                        alert.at("/annotations/summary").asText(),
                        alert.path("startsAt").asText().substring(11, 16));
    }
}
