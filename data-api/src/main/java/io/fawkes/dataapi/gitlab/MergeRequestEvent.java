package io.fawkes.dataapi.gitlab;

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
 * {@code merge_request}: a merge request was opened, changed, closed or merged. The event shows no time of the merge, so
 * the time of the event that merges is taken, and of no other.
 *
 * <table><caption>GitLab's field, ours, and the revision</caption>
 * <tr><td>host of project.web_url, object_attributes.id</td><td>source id {@code merge_requests/{host}/{id}}</td></tr>
 * <tr><td>.iid, .title, .url, .target_branch, .last_commit.id, .created_at</td>
 *     <td>number, title, uri, base_ref, head_sha, open_time</td></tr>
 * <tr><td>.description</td><td>fixes, see {@link CommitMessage}</td></tr>
 * <tr><td>labels[].title, .source_branch</td><td>unplanned, see {@link Hotfix}</td></tr>
 * <tr><td>user.username, if user.id is .author_id</td><td>author, author_is_bot</td></tr>
 * <tr><td>.merge_commit_sha, else .last_commit.id; only if merged</td><td>merge_sha</td></tr>
 * <tr><td>.updated_at of the action merge, close or reopen</td><td>merge_time, close_time</td></tr>
 * <tr><td>.updated_at of the action approved or approval by another than the author</td><td>reviews</td></tr>
 * <tr><td>.updated_at, if changes.draft is false now</td><td>ready_time</td></tr>
 * <tr><td>.updated_at in milliseconds</td><td>revision</td></tr>
 * </table>
 */
final class MergeRequestEvent implements GitlabEvent {

    @Override
    public Understanding read(Json body) {
        Json request = body.object("object_attributes");
        Revision shown = withEnds(withAuthor(revision(body, request), body, request), request);
        return Understanding.saying(List.of(withReview(shown, body, request)));
    }

    private static Revision revision(Json body, Json request) {
        Project project = Project.of(body);
        Instant updated = request.time("updated_at");
        Optional<String> head = request.optionalObject("last_commit").map(commit -> commit.text("id"));
        boolean merged = request.text("state").equals("merged");
        return Revision.of(
                        project.key("merge_requests", request.number("id")),
                        FactKind.CHANGE,
                        updated.toEpochMilli(),
                        updated)
                .with(ChangeFields.SOURCE_KEY, project.sourceKey())
                .with(ChangeFields.NUMBER, request.number("iid"))
                .withPresent(ChangeFields.TITLE, request.optionalText("title"))
                .withPresent(ChangeFields.URI, request.optionalText("url"))
                .withPresent(ChangeFields.HEAD_SHA, head)
                .with(ChangeFields.BASE_REF, request.text("target_branch"))
                .withPresent(
                        ChangeFields.MERGE_SHA,
                        request.optionalText("merge_commit_sha").or(() -> head).filter(_ -> merged))
                .with(
                        ChangeFields.FIXES,
                        new CommitMessage(request.optionalText("description").orElse("")).fixes())
                .withOrCleared(ChangeFields.UNPLANNED, unplanned(body, request))
                .with(ChangeFields.OPEN_TIME, request.time("created_at"))
                .withPresent(ChangeFields.READY_TIME, Optional.of(updated).filter(_ -> isMadeReady(body)));
    }

    private static boolean isMadeReady(Json body) {
        return body.optionalObject("changes")
                .flatMap(changes -> changes.optionalObject("draft"))
                .flatMap(draft -> draft.optionalFlag("current"))
                .filter(isDraft -> !isDraft)
                .isPresent();
    }

    private static Optional<Boolean> unplanned(Json body, Json request) {
        return Hotfix.told(
                request.optionalText("source_branch"),
                body.objects("labels").stream().flatMap(label -> label.optionalText("title").stream()));
    }

    /** The user of the event is who acted, and only sometimes the author. */
    private static Revision withAuthor(Revision revision, Json body, Json request) {
        Optional<String> author = body.optionalObject("user")
                .filter(user -> user.optionalNumber("id").equals(request.optionalNumber("author_id")))
                .flatMap(user -> user.optionalText("username"));
        return revision.withPresent(ChangeFields.AUTHOR, author)
                .withPresent(ChangeFields.AUTHOR_IS_BOT, author.map(Project::isBot));
    }

    /** An approval by another is a review; GitLab gives it no id, so who and when is it. */
    private static Revision withReview(Revision revision, Json body, Json request) {
        boolean approves = request.optionalText("action")
                .filter(action -> action.equals("approved") || action.equals("approval"))
                .isPresent();
        Optional<Json> reviewer = body.optionalObject("user")
                .filter(user -> approves && !user.optionalNumber("id").equals(request.optionalNumber("author_id")))
                .filter(user ->
                        user.optionalText("username").filter(Project::isBot).isEmpty());
        Instant at = revision.occurredAt();
        return reviewer.map(user -> revision.with(ChangeFields.REVIEWS.at(user.number("id") + "/" + at), at))
                .orElse(revision);
    }

    private static Revision withEnds(Revision revision, Json request) {
        Instant at = revision.occurredAt();
        return switch (request.optionalText("action").orElse("")) {
            case "merge" -> revision.with(ChangeFields.MERGE_TIME, at).with(ChangeFields.CLOSE_TIME, at);
            case "close" -> revision.with(ChangeFields.CLOSE_TIME, at);
            case "reopen" -> revision.withOrCleared(ChangeFields.CLOSE_TIME, Optional.empty());
            default -> revision;
        };
    }
}
