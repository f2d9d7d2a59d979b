package io.fawkes.dataapi.devlake;

import io.fawkes.dataapi.domain.fact.ChangeFields;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.json.Json;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code pullrequests}: a pull request.
 *
 * <table><caption>The plugin's field, ours, and the revision</caption>
 * <tr><td>connection, pullRequestKey</td><td>source id {@code connections/{c}/pulls/{key}}, number</td></tr>
 * <tr><td>the repository that url lies in, else the connection</td><td>source_key</td></tr>
 * <tr><td>displayTitle, url, authorId, else authorName</td><td>title, uri, author</td></tr>
 * <tr><td>headCommitSha, baseCommitSha, baseRef</td><td>head_sha, base_sha, base_ref</td></tr>
 * <tr><td>mergeCommitSha, if there is a mergedDate</td><td>merge_sha</td></tr>
 * <tr><td>createdDate, mergedDate, closedDate, else mergedDate</td><td>open_time, merge_time, close_time</td></tr>
 * <tr><td>the newest of these in milliseconds</td><td>revision</td></tr>
 * </table>
 */
record PostedPullRequest(Endpoint endpoint, Json body) {

    private static final Pattern PAGE = Pattern.compile(
            "(https?://[^?#]{1,500}?)/(?:pull|-/merge_requests|pull-requests|pullrequest)/[0-9]{1,18}.*");

    Understanding told() {
        long number = body.number("pullRequestKey");
        Instant newest = newest();
        return Understanding.saying(List.of(withShas(withTimes(Revision.of(
                        endpoint.key("pulls/" + number), FactKind.CHANGE, newest.toEpochMilli(), newest)
                .with(ChangeFields.SOURCE_KEY, repository())
                .with(ChangeFields.NUMBER, number)
                .withPresent(ChangeFields.TITLE, body.optionalText("displayTitle"))
                .withPresent(
                        ChangeFields.AUTHOR, body.optionalText("authorId").or(() -> body.optionalText("authorName")))
                .withPresent(ChangeFields.URI, body.optionalText("url"))))));
    }

    private Revision withTimes(Revision revision) {
        Optional<Instant> merged = body.optionalTime("mergedDate");
        return revision.with(ChangeFields.OPEN_TIME, body.time("createdDate"))
                .withOrCleared(ChangeFields.MERGE_TIME, merged)
                .withOrCleared(
                        ChangeFields.CLOSE_TIME, body.optionalTime("closedDate").or(() -> merged));
    }

    private Revision withShas(Revision revision) {
        boolean merged = body.optionalTime("mergedDate").isPresent();
        return revision.withPresent(ChangeFields.HEAD_SHA, body.optionalText("headCommitSha"))
                .withPresent(ChangeFields.BASE_SHA, body.optionalText("baseCommitSha"))
                .withPresent(ChangeFields.BASE_REF, body.optionalText("baseRef"))
                .withOrCleared(
                        ChangeFields.MERGE_SHA,
                        body.optionalText("mergeCommitSha").filter(_ -> merged));
    }

    private Instant newest() {
        return Stream.of("mergedDate", "closedDate")
                .flatMap(name -> body.optionalTime(name).stream())
                .max(Comparator.naturalOrder())
                .orElseGet(() -> body.time("createdDate"));
    }

    private SourceKey repository() {
        return body.optionalText("url")
                .map(PAGE::matcher)
                .filter(Matcher::matches)
                .map(page -> SourceKey.ofRepository(page.group(1)))
                .orElseGet(endpoint::claim);
    }
}
