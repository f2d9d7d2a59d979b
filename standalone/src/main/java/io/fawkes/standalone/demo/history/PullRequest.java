package io.fawkes.standalone.demo.history;

import java.time.Instant;

/**
 * A pull request that was merged.
 *
 * @param id GitHub's, over all repositories
 * @param number the repository's
 * @param headSha last commit of its branch
 * @param baseSha where the main branch was
 * @param mergeSha what the main branch got
 */
record PullRequest(
        long id,
        int number,
        String title,
        String author,
        String headSha,
        String baseSha,
        String mergeSha,
        Instant opened,
        Instant merged) {

    String branch() {
        return "change-" + number;
    }
}
