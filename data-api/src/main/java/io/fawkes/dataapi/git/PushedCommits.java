package io.fawkes.dataapi.git;

import io.fawkes.dataapi.domain.fact.ChangeFields;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The commits of a push, in the order of the branch.
 *
 * <table><caption>The forge's field, ours, and the revision</caption>
 * <tr><td>commits[].id, .timestamp, .message, .url</td><td>commit.sha, commit.author_time, title, uri</td></tr>
 * <tr><td>commits[].author.username, else .name</td><td>author</td></tr>
 * <tr><td>commits[].message</td><td>commit.cherry_picked_from, fixes, see {@link CommitMessage}</td></tr>
 * <tr><td>commits[].added, .modified, .removed</td><td>commit.paths, see {@link TouchedPaths}</td></tr>
 * <tr><td>ref, if not the default branch; of commits[] that are distinct</td><td>unplanned, see {@link Hotfix}</td></tr>
 * <tr><td>before, then each commit before the next, with ref</td><td>commit.predecessors</td></tr>
 * <tr><td>commits[].timestamp in milliseconds: a commit never changes</td><td>revision</td></tr>
 * </table>
 *
 * @param repository what the forge calls it
 * @param keys key of a commit by its SHA
 * @param isBot whether a login is a program's
 */
public record PushedCommits(SourceKey repository, Function<String, FactKey> keys, Predicate<String> isBot) {

    private static final String BRANCHES = "refs/heads/";

    /** What the forges write where there is no commit. */
    public static final String NO_COMMIT = "0000000000000000000000000000000000000000";

    /** Whether {@code ref} is a branch; a tag brings no commit. */
    public static boolean isBranch(String ref) {
        return ref.startsWith(BRANCHES);
    }

    /**
     * What {@code push} says of its commits.
     *
     * @param before the branch's earlier head, which the first commit follows; empty if nothing is known to stand there
     * @param defaultBranch name of the repository's default branch, if the push tells it
     */
    public List<Revision> of(Json push, Optional<String> before, Optional<String> defaultBranch) {
        Optional<String> branch = Optional.of(push.text("ref").substring(BRANCHES.length()))
                .filter(name -> !Optional.of(name).equals(defaultBranch));
        List<Revision> revisions = new ArrayList<>();
        Optional<String> previous = before;
        for (Json commit : push.objects("commits")) {
            revisions.add(withWords(revision(commit, previous, push.text("ref")), commit)
                    .withPresent(ChangeFields.UNPLANNED, unplanned(commit, branch)));
            previous = Optional.of(commit.text("id"));
        }
        return revisions;
    }

    private Revision revision(Json commit, Optional<String> previous, String ref) {
        String sha = commit.text("id");
        Instant authored = commit.time("timestamp");
        Optional<String> author = commit.optionalObject("author")
                .flatMap(person -> person.optionalText("username").or(() -> person.optionalText("name")));
        Revision revision = Revision.of(keys.apply(sha), FactKind.CHANGE, authored.toEpochMilli(), authored)
                .with(ChangeFields.SOURCE_KEY, repository)
                .with(ChangeFields.SHA, sha)
                .with(ChangeFields.AUTHOR_TIME, authored)
                .withPresent(ChangeFields.TITLE, message(commit).map(CommitMessage::title))
                .withPresent(ChangeFields.AUTHOR, author)
                .withPresent(ChangeFields.AUTHOR_IS_BOT, author.map(isBot::test))
                .withPresent(ChangeFields.URI, commit.optionalText("url"));
        return previous.map(parent -> revision.with(ChangeFields.PREDECESSORS.at(parent), ref))
                .orElse(revision);
    }

    /** A commit never changes, so what it does not say now it never says. */
    private static Revision withWords(Revision revision, Json commit) {
        Optional<CommitMessage> message = message(commit);
        return revision.withPresent(ChangeFields.CHERRY_PICKED_FROM, message.flatMap(CommitMessage::cherryPickedFrom))
                .withPresent(
                        ChangeFields.FIXES, message.map(CommitMessage::fixes).filter(fixes -> !fixes.isEmpty()))
                .withPresent(ChangeFields.PATHS, Optional.of(paths(commit)).filter(paths -> !paths.isEmpty()));
    }

    private static Optional<CommitMessage> message(Json commit) {
        return commit.optionalText("message").map(CommitMessage::new);
    }

    private static List<String> paths(Json commit) {
        return TouchedPaths.of(Stream.of("added", "modified", "removed").flatMap(name -> commit.texts(name).stream()));
    }

    /** What was pushed before, elsewhere, came onto the branch by a merge and says nothing of the branch. */
    private static Optional<Boolean> unplanned(Json commit, Optional<String> branch) {
        return Hotfix.told(branch, Stream.of())
                .filter(_ -> commit.optionalFlag("distinct").orElse(true));
    }
}
