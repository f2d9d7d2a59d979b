package io.fawkes.dataapi.github;

import io.fawkes.dataapi.domain.fact.BuildFields;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * {@code workflow_run}: a run of a workflow was asked for, began or ended: a build. A re-run keeps the run's id and is
 * told apart by its attempt.
 *
 * <table><caption>GitHub's field, ours, and the revision</caption>
 * <tr><td>workflow_run.id, .run_attempt</td><td>source id {@code workflow_runs/{id}/attempts/{attempt}}, attempt</td></tr>
 * <tr><td>.name, .run_number, .head_sha, .head_branch, .html_url</td><td>pipeline, number, commit_sha, ref, uri</td></tr>
 * <tr><td>.triggering_actor.login, else .actor.login</td><td>triggered_by</td></tr>
 * <tr><td>.created_at of the first attempt, .run_started_at, .updated_at once completed</td>
 *     <td>queue_time, start_time, finish_time</td></tr>
 * <tr><td>.status, .conclusion</td><td>status, see {@link RunState}</td></tr>
 * <tr><td>4 times .updated_at in milliseconds, plus 0 to 2 for the status</td><td>revision</td></tr>
 * </table>
 */
final class WorkflowRunEvent implements GithubEvent {

    @Override
    public Understanding read(Json body) {
        Json run = body.object("workflow_run");
        return Understanding.saying(List.of(withTimes(revision(body, run), run)));
    }

    private static Revision revision(Json body, Json run) {
        RunState state = RunState.of(run);
        long attempt = attempt(run);
        return Revision.atStep(
                        GithubSource.key("workflow_runs/" + run.number("id") + "/attempts/" + attempt),
                        FactKind.BUILD,
                        run.time("updated_at"),
                        state.step())
                .with(BuildFields.SOURCE_KEY, Repository.of(body).sourceKey())
                .withPresent(BuildFields.PIPELINE, pipeline(body, run))
                .withPresent(BuildFields.NUMBER, run.optionalNumber("run_number"))
                .with(BuildFields.ATTEMPT, attempt)
                .with(BuildFields.COMMIT_SHA, run.text("head_sha"))
                .withPresent(BuildFields.REF, run.optionalText("head_branch"))
                .with(BuildFields.STATUS, state.status())
                .withPresent(
                        BuildFields.TRIGGERED_BY, login(run, "triggering_actor").or(() -> login(run, "actor")))
                .withPresent(BuildFields.URI, run.optionalText("html_url"));
    }

    /** A run that waits shows the time of its asking as the time of its start. */
    private static Revision withTimes(Revision revision, Json run) {
        RunState state = RunState.of(run);
        Instant updated = run.time("updated_at");
        return revision.withPresent(
                        BuildFields.QUEUE_TIME, run.optionalTime("created_at").filter(_ -> attempt(run) == 1))
                .withPresent(
                        BuildFields.START_TIME,
                        run.optionalTime("run_started_at").filter(_ -> state.hasBegun()))
                .withPresent(BuildFields.FINISH_TIME, Optional.of(updated).filter(_ -> state.hasEnded()));
    }

    private static long attempt(Json run) {
        return run.optionalNumber("run_attempt").orElse(1L);
    }

    /** The run's own name is empty in old events. */
    private static Optional<String> pipeline(Json body, Json run) {
        return run.optionalText("name")
                .or(() -> body.optionalObject("workflow").flatMap(workflow -> workflow.optionalText("name")));
    }

    private static Optional<String> login(Json run, String actor) {
        return run.optionalObject(actor).flatMap(user -> user.optionalText("login"));
    }
}
