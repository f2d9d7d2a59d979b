package io.fawkes.dataapi.github;

import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.git.PushedCommits;
import io.fawkes.dataapi.json.Json;
import java.util.Optional;

/**
 * {@code push}: commits came onto a branch, each a change by {@code commits/{slug}/{sha}}; see {@link PushedCommits}. Tags,
 * and pushes that delete, bring none.
 */
final class PushEvent implements GithubEvent {

    @Override
    public Understanding read(Json body) {
        String ref = body.text("ref");
        if (!PushedCommits.isBranch(ref) || body.flag("deleted")) {
            return Understanding.nothing("push of " + ref + ": a tag, or a deletion; it brings no commit");
        }
        Repository repository = Repository.of(body);
        var commits = new PushedCommits(repository.sourceKey(), repository::commit, Bots::isBot);
        return Understanding.saying(
                commits.of(body, headBefore(body), body.object("repository").optionalText("default_branch")));
    }

    /** The branch's earlier head, unless there was none or the push put the branch elsewhere: then nothing follows it. */
    private static Optional<String> headBefore(Json body) {
        return Optional.of(body.text("before"))
                .filter(sha -> !sha.equals(PushedCommits.NO_COMMIT) && !body.flag("forced"));
    }
}
