package io.fawkes.dataapi.cdevents;

import io.fawkes.dataapi.domain.inbox.WebhookRequest;
import io.fawkes.dataapi.sources.Requests;
import io.fawkes.dataapi.sources.SourceStory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** CloudEvents in their modes: CDEvents as the specification shows them, and Tekton's own. */
public final class CdEventsBodies {

    static final String SHA = "279484c09fbe69ededfced8c1bb6e6d24616b468";

    private CdEventsBodies() {}

    /** A deployment and a roll-back, an incident, a change, a run of a pipeline, and two of Tekton's. */
    public static SourceStory story() {
        return new SourceStory(
                new CdEventsSource(List.of(Requests.SECRET)),
                new CdEventsSource(List.of()),
                List.of(
                        bare(example("service_deployed")),
                        bare(example("service_rolledback").replace("271069a8", "371069a8")),
                        bare(example("incident_detected")),
                        bare(incident("reported", "2022-11-11T13:58:00Z")),
                        bare(example("incident_resolved")),
                        structured("dev.cdevents.change.created.0.2.0", change("created", "2026-03-03T08:00:00Z")),
                        structured("dev.cdevents.change.merged.0.2.0", change("merged", "2026-03-03T09:00:00Z")),
                        binary("dev.cdevents.pipelinerun.queued.0.2.0", run("queued", "", "2026-03-03T09:01:00Z")),
                        binary("dev.cdevents.pipelinerun.started.0.2.0", run("started", "", "2026-03-03T09:02:00Z")),
                        binary(
                                "dev.cdevents.pipelinerun.finished.0.2.0",
                                run("finished", ",\"outcome\":\"success\"", "2026-03-03T09:09:00Z")),
                        binary("dev.tekton.event.pipelinerun.started.v1", tekton("{}", "null", "Started")),
                        binary("dev.tekton.event.pipelinerun.running.v1", tekton("{}", "null", "Running")),
                        binary(
                                "dev.tekton.event.pipelinerun.successful.v1",
                                tekton("{}", "\"2026-03-03T10:04:00Z\"", "Succeeded"))),
                6,
                bearing("a-guess", Map.of(), example("service_deployed")));
    }

    /** An event of the specification's. */
    static String example(String name) {
        String path = "/webhooks/cdevents/" + name + ".json";
        try (InputStream file = Objects.requireNonNull(CdEventsBodies.class.getResourceAsStream(path), path)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static WebhookRequest bare(String event) {
        return bearing(Requests.SECRET, Map.of("content-type", "application/json"), event);
    }

    static WebhookRequest binary(String type, String event) {
        return bearing(
                Requests.SECRET,
                Map.of(
                        "content-type",
                        "application/json",
                        "ce-specversion",
                        "1.0",
                        "ce-type",
                        type,
                        "ce-id",
                        "9b5f3d1e",
                        "ce-source",
                        "/ci"),
                event);
    }

    static WebhookRequest structured(String type, String event) {
        return bearing(
                Requests.SECRET, Map.of("content-type", "application/cloudevents+json"), """
                {"specversion":"1.0","id":"9b5f3d1e","source":"/ci","type":"%s","time":"2026-03-03T08:00:00Z",
                 "datacontenttype":"application/json","data":%s}
                """.formatted(type, event));
    }

    static WebhookRequest bearing(String secret, Map<String, String> headers, String body) {
        return Requests.bearing("cdevents", secret, headers, body);
    }

    static String event(String type, String time, String subject, String content) {
        return """
                {"context":{"version":"0.4.1","id":"%s-%s","source":"/ci","type":"%s","timestamp":"%s"},
                 "subject":{"id":"%s","source":"/ci","type":"any","content":%s}}
                """.formatted(type, time, type, time, subject, content);
    }

    static String incident(String predicate, String time) {
        return event("dev.cdevents.incident." + predicate + ".0.2.0", time, "incident-123", """
                {"description":"Response time above threshold of 100ms","environment":{"id":"prod1"},
                 "service":{"id":"myApp","source":"/clusterA/namespaceB"},"ticketURI":"https://tickets.example.com/7"}
                """)
                .replace(
                        "\"subject\":{\"id\":\"incident-123\",\"source\":\"/ci\"",
                        "\"subject\":{\"id\":\"incident-123\",\"source\":\"/monitoring/prod1\"");
    }

    static String change(String predicate, String time) {
        return event("dev.cdevents.change." + predicate + ".0.2.0", time, SHA, """
                {"description":"Add a till","repository":{"id":"octo/shop","source":"https://github.com"}}""");
    }

    static String run(String predicate, String outcome, String time) {
        return event("dev.cdevents.pipelinerun." + predicate + ".0.2.0", time, "run-7", """
                {"pipelineName":"shop-build","uri":"https://ci.example.com/run-7"%s}""".formatted(outcome));
    }

    static String tekton(String annotations, String completed, String reason) {
        return """
                {"pipelineRun":{"metadata":{"name":"ship-x7","namespace":"ci","uid":"5f1c",
                  "creationTimestamp":"2026-03-03T10:00:00Z","labels":{"tekton.dev/pipeline":"ship"},"annotations":%s},
                 "spec":{"pipelineRef":{"name":"ship"},"params":[{"name":"revision","value":"%s"},
                   {"name":"list","value":["a"]}]},
                 "status":{"startTime":"2026-03-03T10:00:05Z","completionTime":%s,
                  "conditions":[{"type":"Succeeded","status":"True","reason":"%s","message":"done"}]}}}
                """.formatted(annotations, SHA, completed, reason);
    }
}
