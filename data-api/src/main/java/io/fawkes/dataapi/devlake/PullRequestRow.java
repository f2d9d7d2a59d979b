package io.fawkes.dataapi.devlake;

import io.fawkes.dataapi.domain.fact.ChangeFields;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.imports.Row;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code pull_requests}: a pull request. One of GitHub, of GitLab, and one that was posted to DevLake's webhooks is the same
 * fact that their webhooks tell us of.
 *
 * <table><caption>DevLake's column, ours, and the revision</caption>
 * <tr><td>id</td><td>source id: of {@code github:GithubPullRequest:} {@code pulls/{id}} of GitHub; of
 *     {@code gitlab:GitlabMergeRequest:} {@code merge_requests/{host}/{id}} of GitLab; of what was posted
 *     {@code connections/{c}/pulls/{id}}; else {@code pull_requests/{id}}</td></tr>
 * <tr><td>the repository that url lies in, else base_repo_id</td><td>source_key</td></tr>
 * <tr><td>pull_request_key, title, url, author_name, else author_id</td><td>number, title, uri, author</td></tr>
 * <tr><td>head_commit_sha, base_commit_sha, base_ref</td><td>head_sha, base_sha, base_ref</td></tr>
 * <tr><td>merge_commit_sha, if there is a merged_date</td><td>merge_sha</td></tr>
 * <tr><td>created_date, merged_date, closed_date, else merged_date</td><td>open_time, merge_time, close_time</td></tr>
 * <tr><td>the newest of these in milliseconds</td><td>revision</td></tr>
 * </table>
 */
record PullRequestRow(Row row) {

    Revision revision() {
        Instant newest = Stream.of("created_date", "merged_date", "closed_date")
                .flatMap(column -> row.optionalTime(column).stream())
                .max(Comparator.naturalOrder())
                .orElseGet(() -> row.time("created_date"));
        return withShas(withTimes(Revision.of(key(), FactKind.CHANGE, newest.toEpochMilli(), newest)
                .with(ChangeFields.SOURCE_KEY, sourceKey())
                .withPresent(ChangeFields.NUMBER, row.optionalNumber("pull_request_key"))
                .withPresent(ChangeFields.TITLE, row.optionalText("title"))
                .withPresent(ChangeFields.AUTHOR, author())
                .withPresent(ChangeFields.URI, row.optionalText("url"))));
    }

    private Optional<String> author() {
        return row.optionalText("author_name").or(() -> row.optionalText("author_id"));
    }

    private FactKey key() {
        var id = new DomainId(row.text("id"));
        return id.github()
                .or(() -> page().flatMap(page -> id.gitlab(page.host())))
                .or(() -> id.posted().map(posted -> posted.endpoint().key("pulls/" + posted.id())))
                .orElseGet(() -> id.own("pull_requests"));
    }

    private Optional<Page> page() {
        return row.optionalText("url").flatMap(Page::of);
    }

    private SourceKey sourceKey() {
        return page().map(Page::sourceKey)
                .or(() -> new DomainId(row.text("id"))
                        .posted()
                        .map(posted -> posted.endpoint().claim()))
                .orElseGet(() -> new SourceKey("devlake/scope", row.text("base_repo_id")));
    }

    private Revision withTimes(Revision revision) {
        Optional<Instant> merged = row.optionalTime("merged_date");
        return revision.with(ChangeFields.OPEN_TIME, row.time("created_date"))
                .withOrCleared(ChangeFields.MERGE_TIME, merged)
                .withOrCleared(
                        ChangeFields.CLOSE_TIME, row.optionalTime("closed_date").or(() -> merged));
    }

    private Revision withShas(Revision revision) {
        boolean merged = row.optionalTime("merged_date").isPresent();
        return revision.withPresent(ChangeFields.HEAD_SHA, row.optionalText("head_commit_sha"))
                .withPresent(ChangeFields.BASE_SHA, row.optionalText("base_commit_sha"))
                .withPresent(ChangeFields.BASE_REF, row.optionalText("base_ref"))
                .withOrCleared(
                        ChangeFields.MERGE_SHA,
                        row.optionalText("merge_commit_sha").filter(_ -> merged));
    }
}
