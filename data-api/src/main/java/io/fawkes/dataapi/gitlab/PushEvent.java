package io.fawkes.dataapi.gitlab;

import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.git.PushedCommits;
import io.fawkes.dataapi.json.Json;
import java.util.Optional;

/**
 * {@code push}: commits came onto a branch, each a change by {@code commits/{host}/{path}/{sha}}; see
 * {@link PushedCommits}. A push that deletes a branch brings none.
 */
final class PushEvent implements GitlabEvent {

    @Override
    public Understanding read(Json body) {
        String ref = body.text("ref");
        if (!PushedCommits.isBranch(ref) || body.text("after").equals(PushedCommits.NO_COMMIT)) {
            return Understanding.nothing("push of " + ref + ": no branch, or a deletion; it brings no commit");
        }
        Project project = Project.of(body);
        var commits = new PushedCommits(project.sourceKey(), project::commit, Project::isBot);
        return Understanding.saying(
                commits.of(body, headBefore(body), body.object("project").optionalText("default_branch")));
    }

    /** GitLab shows the newest 20 commits: when it left some out, the first one shown follows one that nobody knows. */
    private static Optional<String> headBefore(Json body) {
        int shown = body.objects("commits").size();
        boolean whole = body.optionalNumber("total_commits_count").orElse((long) shown) == shown;
        return body.optionalText("before").filter(sha -> whole && !sha.equals(PushedCommits.NO_COMMIT));
    }
}
