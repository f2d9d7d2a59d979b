package io.fawkes.dataapi.github;

import io.fawkes.dataapi.domain.fact.ChangeFields;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.git.CommitMessage;
import io.fawkes.dataapi.git.Hotfix;
import io.fawkes.dataapi.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * {@code pull_request}: a pull request was opened, changed, closed or merged; every action shows the whole of it.
 *
 * <table><caption>GitHub's field, ours, and the revision</caption>
 * <tr><td>pull_request.id</td><td>source id {@code pulls/{id}}</td></tr>
 * <tr><td>.number, .title, .html_url, .user</td><td>number, title, uri, author</td></tr>
 * <tr><td>.head.sha, .base.sha, .base.ref</td><td>head_sha, base_sha, base_ref</td></tr>
 * <tr><td>.body</td><td>fixes, see {@link CommitMessage}</td></tr>
 * <tr><td>.labels[].name, .head.ref</td><td>unplanned, see {@link Hotfix}</td></tr>
 * <tr><td>.merge_commit_sha, only if merged</td><td>merge_sha</td></tr>
 * <tr><td>.created_at, .merged_at, .closed_at</td><td>open_time, merge_time, close_time</td></tr>
 * <tr><td>.updated_at of the action ready_for_review</td><td>ready_time</td></tr>
 * <tr><td>.updated_at in milliseconds</td><td>revision</td></tr>
 * </table>
 */
final class PullRequestEvent implements GithubEvent {

    @Override
    public Understanding read(Json body) {
        return Understanding.saying(List.of(revision(body)));
    }

    /** What every event that shows a pull request says of it. */
    static Revision revision(Json body) {
        Json pull = body.object("pull_request");
        Instant updated = pull.time("updated_at");
        Optional<Json> user = pull.optionalObject("user");
        Optional<Instant> merged = pull.optionalTime("merged_at");
        return Revision.of(
                        GithubSource.key("pulls/" + pull.number("id")),
                        FactKind.CHANGE,
                        updated.toEpochMilli(),
                        updated)
                .with(ChangeFields.SOURCE_KEY, Repository.of(body).sourceKey())
                .with(ChangeFields.NUMBER, pull.number("number"))
                .withPresent(ChangeFields.TITLE, pull.optionalText("title"))
                .withPresent(ChangeFields.AUTHOR, user.flatMap(person -> person.optionalText("login")))
                .withPresent(ChangeFields.AUTHOR_IS_BOT, user.map(Bots::isBot))
                .withPresent(ChangeFields.URI, pull.optionalText("html_url"))
                .with(ChangeFields.HEAD_SHA, pull.object("head").text("sha"))
                .with(ChangeFields.BASE_SHA, pull.object("base").text("sha"))
                .with(ChangeFields.BASE_REF, pull.object("base").text("ref"))
                .withOrCleared(
                        ChangeFields.MERGE_SHA,
                        pull.optionalText("merge_commit_sha").filter(_ -> merged.isPresent()))
                .with(
                        ChangeFields.FIXES,
                        new CommitMessage(pull.optionalText("body").orElse("")).fixes())
                .withOrCleared(ChangeFields.UNPLANNED, unplanned(pull))
                .with(ChangeFields.OPEN_TIME, pull.time("created_at"))
                .withPresent(
                        ChangeFields.READY_TIME,
                        body.optionalText("action")
                                .filter("ready_for_review"::equals)
                                .map(_ -> updated))
                .withOrCleared(ChangeFields.MERGE_TIME, merged)
                .withOrCleared(ChangeFields.CLOSE_TIME, pull.optionalTime("closed_at"));
    }

    private static Optional<Boolean> unplanned(Json pull) {
        return Hotfix.told(pull.object("head").optionalText("ref"), Label.names(pull));
    }
}
