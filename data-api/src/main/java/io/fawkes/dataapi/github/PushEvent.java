package io.fawkes.dataapi.github;

import io.fawkes.dataapi.domain.fact.ChangeFields;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code push}: commits came onto a branch. Tags, and pushes that delete, bring none.
 *
 * <table><caption>GitHub's field, ours, and the revision</caption>
 * <tr><td>repository.full_name, commits[].id</td><td>source id {@code commits/{slug}/{sha}}</td></tr>
 * <tr><td>commits[].id, .timestamp, .message, .url</td><td>commit.sha, commit.author_time, title, uri</td></tr>
 * <tr><td>commits[].author.username, else .name</td><td>author</td></tr>
 * <tr><td>before (unless forced), then each commit before the next, with ref</td><td>commit.predecessors</td></tr>
 * <tr><td>commits[].timestamp in milliseconds: a commit never changes</td><td>revision</td></tr>
 * </table>
 */
final class PushEvent implements GithubEvent {

    private static final String BRANCHES = "refs/heads/";
    private static final String NO_COMMIT = "0000000000000000000000000000000000000000";

    @Override
    public Understanding read(Json body) {
        String ref = body.text("ref");
        if (!ref.startsWith(BRANCHES) || body.flag("deleted")) {
            return Understanding.nothing("push of " + ref + ": a tag, or a deletion; it brings no commit");
        }
        return Understanding.saying(commits(body, ref));
    }

    private static List<Revision> commits(Json body, String ref) {
        Repository repository = Repository.of(body);
        List<Revision> revisions = new ArrayList<>();
        Optional<String> previous = headBefore(body);
        for (Json commit : body.objects("commits")) {
            revisions.add(commit(repository, commit, previous, ref));
            previous = Optional.of(commit.text("id"));
        }
        return revisions;
    }

    /** The branch's earlier head, unless there was none or the push put the branch elsewhere: then nothing follows it. */
    private static Optional<String> headBefore(Json body) {
        return Optional.of(body.text("before")).filter(sha -> !sha.equals(NO_COMMIT) && !body.flag("forced"));
    }

    private static Revision commit(Repository repository, Json commit, Optional<String> previous, String ref) {
        String sha = commit.text("id");
        Instant authored = commit.time("timestamp");
        Optional<String> author = commit.optionalObject("author")
                .flatMap(person -> person.optionalText("username").or(() -> person.optionalText("name")));
        Revision revision = Revision.of(repository.commit(sha), FactKind.CHANGE, authored.toEpochMilli(), authored)
                .with(ChangeFields.SOURCE_KEY, repository.sourceKey())
                .with(ChangeFields.SHA, sha)
                .with(ChangeFields.AUTHOR_TIME, authored)
                .withPresent(ChangeFields.TITLE, commit.optionalText("message").map(PushEvent::firstLine))
                .withPresent(ChangeFields.AUTHOR, author)
                .withPresent(ChangeFields.AUTHOR_IS_BOT, author.map(Bots::isBot))
                .withPresent(ChangeFields.URI, commit.optionalText("url"));
        return previous.map(before -> revision.with(ChangeFields.PREDECESSORS.at(before), ref))
                .orElse(revision);
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
