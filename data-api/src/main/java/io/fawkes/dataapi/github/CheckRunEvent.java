package io.fawkes.dataapi.github;

import io.fawkes.dataapi.domain.fact.BuildFields;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.json.Json;
import java.util.List;

/**
 * {@code check_run}: an app ran a check on a commit: a build. Checks of GitHub's own Actions are jobs of a workflow, which
 * {@link WorkflowRunEvent} tells of, and are left aside.
 *
 * <table><caption>GitHub's field, ours, and the revision</caption>
 * <tr><td>check_run.id</td><td>source id {@code check_runs/{id}}; a re-run has an id of its own</td></tr>
 * <tr><td>.name, .head_sha, .check_suite.head_branch, .html_url, .app.slug</td>
 *     <td>pipeline, commit_sha, ref, uri, triggered_by</td></tr>
 * <tr><td>.started_at, .completed_at</td><td>start_time, finish_time</td></tr>
 * <tr><td>.status, .conclusion</td><td>status, see {@link RunState}</td></tr>
 * <tr><td>4 times .completed_at, else .started_at, in milliseconds, plus 0 to 2 for the status</td><td>revision</td></tr>
 * </table>
 */
final class CheckRunEvent implements GithubEvent {

    private static final String ACTIONS = "github-actions";

    @Override
    public Understanding read(Json body) {
        Json check = body.object("check_run");
        String app = check.object("app").text("slug");
        return app.equals(ACTIONS)
                ? Understanding.nothing("check_run of github-actions: workflow_run tells of it; left aside")
                : Understanding.saying(List.of(revision(body, check, app)));
    }

    private static Revision revision(Json body, Json check, String app) {
        RunState state = RunState.of(check);
        return Revision.atStep(
                        GithubSource.key("check_runs/" + check.number("id")),
                        FactKind.BUILD,
                        check.optionalTime("completed_at").orElseGet(() -> check.time("started_at")),
                        state.step())
                .with(BuildFields.SOURCE_KEY, Repository.of(body).sourceKey())
                .with(BuildFields.PIPELINE, check.text("name"))
                .with(BuildFields.COMMIT_SHA, check.text("head_sha"))
                .withPresent(
                        BuildFields.REF,
                        check.optionalObject("check_suite").flatMap(suite -> suite.optionalText("head_branch")))
                .with(BuildFields.STATUS, state.status())
                .withPresent(BuildFields.START_TIME, check.optionalTime("started_at"))
                .withPresent(BuildFields.FINISH_TIME, check.optionalTime("completed_at"))
                .with(BuildFields.TRIGGERED_BY, app)
                .withPresent(BuildFields.URI, check.optionalText("html_url"));
    }
}
