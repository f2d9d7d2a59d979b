package io.fawkes.dataapi.gitlab;

import io.fawkes.dataapi.domain.fact.BuildFields;
import io.fawkes.dataapi.domain.fact.BuildStatus;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * {@code pipeline}: a pipeline changed its status: a build.
 *
 * <table><caption>GitLab's field, ours, and the revision</caption>
 * <tr><td>host of project.web_url, object_attributes.id</td><td>source id {@code pipelines/{host}/{id}}</td></tr>
 * <tr><td>.name, .iid, .sha, .ref, .url, user.username</td>
 *     <td>pipeline, number, commit_sha, ref, uri, triggered_by</td></tr>
 * <tr><td>.status</td><td>status</td></tr>
 * <tr><td>.created_at, that and .queued_duration, .finished_at</td><td>queue_time, start_time, finish_time</td></tr>
 * <tr><td>4 times .finished_at, else .created_at, in milliseconds, plus 0 to 2 for the status</td><td>revision</td></tr>
 * </table>
 */
final class PipelineEvent implements GitlabEvent {

    @Override
    public Understanding read(Json body) {
        Json pipeline = body.object("object_attributes");
        BuildStatus status = status(pipeline.text("status"))
                .orElseThrow(() -> new Json.Malformed(pipeline.at("status"), "a status of GitLab's pipelines"));
        return Understanding.saying(List.of(withTimes(revision(body, pipeline, status), pipeline)));
    }

    private static Revision revision(Json body, Json pipeline, BuildStatus status) {
        Project project = Project.of(body);
        Instant at = pipeline.optionalTime("finished_at").orElseGet(() -> pipeline.time("created_at"));
        return Revision.atStep(project.key("pipelines", pipeline.number("id")), FactKind.BUILD, at, step(status))
                .with(BuildFields.SOURCE_KEY, project.sourceKey())
                .withPresent(BuildFields.PIPELINE, pipeline.optionalText("name"))
                .withPresent(BuildFields.NUMBER, pipeline.optionalNumber("iid"))
                .with(BuildFields.COMMIT_SHA, pipeline.text("sha"))
                .withPresent(BuildFields.REF, pipeline.optionalText("ref"))
                .with(BuildFields.STATUS, status)
                .withPresent(
                        BuildFields.TRIGGERED_BY,
                        body.optionalObject("user").flatMap(user -> user.optionalText("username")))
                .withPresent(BuildFields.URI, pipeline.optionalText("url"));
    }

    private static Revision withTimes(Revision revision, Json pipeline) {
        Instant created = pipeline.time("created_at");
        return revision.with(BuildFields.QUEUE_TIME, created)
                .withPresent(
                        BuildFields.START_TIME,
                        pipeline.optionalNumber("queued_duration")
                                .filter(seconds -> seconds >= 0 && seconds <= Integer.MAX_VALUE)
                                .map(created::plusSeconds))
                .withPresent(BuildFields.FINISH_TIME, pipeline.optionalTime("finished_at"));
    }

    private static int step(BuildStatus status) {
        return switch (status) {
            case QUEUED -> 0;
            case RUNNING -> 1;
            case SUCCEEDED, UNSTABLE, FAILED, CANCELLED -> 2;
        };
    }

    private static Optional<BuildStatus> status(String status) {
        return switch (status) {
            case "created",
                    "waiting_for_resource",
                    "waiting_for_callback",
                    "preparing",
                    "pending",
                    "scheduled",
                    "manual" -> Optional.of(BuildStatus.QUEUED);
            case "running", "canceling" -> Optional.of(BuildStatus.RUNNING);
            case "success" -> Optional.of(BuildStatus.SUCCEEDED);
            case "failed" -> Optional.of(BuildStatus.FAILED);
            case "canceled", "skipped" -> Optional.of(BuildStatus.CANCELLED);
            default -> Optional.empty();
        };
    }
}
