package io.fawkes.dataapi.cdevents;

import io.fawkes.dataapi.domain.fact.BuildFields;
import io.fawkes.dataapi.domain.fact.BuildStatus;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code pipelineRun}, {@code taskRun} and {@code build}, each queued, started and finished: a build.
 *
 * <table><caption>The event's field, ours, and the revision</caption>
 * <tr><td>subject.source, else context.source; subject.id</td>
 *     <td>source id {@code pipelineruns/{source}/{id}}, {@code taskruns/…}, {@code builds/…}</td></tr>
 * <tr><td>subject.content.pipelineName or .taskName, else the source</td>
 *     <td>source_key ({@code cdevents.dev/pipeline}, {@code cdevents.dev/task}, {@code cdevents.dev/source}), pipeline</td></tr>
 * <tr><td>context.timestamp of queued, started, finished</td><td>queue_time, start_time, finish_time</td></tr>
 * <tr><td>subject.content.outcome; of a build, which has none: finished with an artifact</td><td>status</td></tr>
 * <tr><td>subject.content.artifactId</td><td>artifacts, by its version</td></tr>
 * <tr><td>subject.content.uri, else .url</td><td>uri</td></tr>
 * <tr><td>4 times context.timestamp in milliseconds, plus 0 to 2 for queued, started, finished</td><td>revision</td></tr>
 * </table>
 */
enum RunEvent {
    PIPELINE("pipelineruns", "pipelineName", "cdevents.dev/pipeline"),
    TASK("taskruns", "taskName", "cdevents.dev/task"),
    BUILD("builds", "", "cdevents.dev/source");

    private static final String SOURCE_KEY = "cdevents.dev/source";
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    private final String collection;
    private final String nameField;
    private final String key;

    RunEvent(String collection, String nameField, String key) {
        this.collection = collection;
        this.nameField = nameField;
        this.key = key;
    }

    Understanding told(CdEvent event) {
        Json content = event.content();
        if (content.optionalObject("pipelineRun").isPresent()) {
            return Understanding.nothing(event.happened() + ": part of a pipelineRun, which tells of it; left aside");
        }
        return Understanding.saying(List.of(withStep(said(event, content), event, content)));
    }

    private Revision said(CdEvent event, Json content) {
        Optional<String> name = content.optionalText(nameField);
        SourceKey claim = name.map(named -> new SourceKey(key, named))
                .orElseGet(() -> new SourceKey(SOURCE_KEY, event.context().text("source")));
        return Revision.atStep(event.subjectKey(collection), FactKind.BUILD, event.occurredAt(), step(event))
                .with(BuildFields.SOURCE_KEY, claim)
                .withPresent(BuildFields.PIPELINE, name)
                .withPresent(BuildFields.URI, content.optionalText("uri").or(() -> content.optionalText("url")));
    }

    private Revision withStep(Revision said, CdEvent event, Json content) {
        Instant at = event.occurredAt();
        return switch (step(event)) {
            case 0 -> said.with(BuildFields.QUEUE_TIME, at).with(BuildFields.STATUS, BuildStatus.QUEUED);
            case 1 -> said.with(BuildFields.START_TIME, at).with(BuildFields.STATUS, BuildStatus.RUNNING);
            default ->
                withArtifact(said.with(BuildFields.FINISH_TIME, at), content)
                        .withPresent(BuildFields.STATUS, outcome(content));
        };
    }

    private static Revision withArtifact(Revision said, Json content) {
        return content.optionalText("artifactId")
                .filter(artifact -> DIGEST.matcher(PackageUrl.version(artifact)).matches())
                .map(artifact -> said.with(BuildFields.ARTIFACTS.at(PackageUrl.version(artifact)), artifact))
                .orElse(said);
    }

    private Optional<BuildStatus> outcome(Json content) {
        if (this == BUILD) {
            return content.optionalText("artifactId").map(_ -> BuildStatus.SUCCEEDED);
        }
        return Optional.of(
                switch (content.text("outcome")) {
                    case "success" -> BuildStatus.SUCCEEDED;
                    case "failure", "error" -> BuildStatus.FAILED;
                    case "cancel" -> BuildStatus.CANCELLED;
                    default -> throw new Json.Malformed(content.at("outcome"), "success, failure, error or cancel");
                });
    }

    private static int step(CdEvent event) {
        return switch (event.happened().substring(event.happened().indexOf('.') + 1)) {
            case "queued" -> 0;
            case "started" -> 1;
            default -> 2;
        };
    }
}
