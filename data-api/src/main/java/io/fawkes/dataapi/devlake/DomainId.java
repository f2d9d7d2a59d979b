package io.fawkes.dataapi.devlake;

import io.fawkes.dataapi.domain.fact.FactKey;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An id of DevLake's domain layer: {@code webhook:{connection}:{id}}, or {@code {plugin}:{entity}:{connection}:{id}}.
 *
 * @param text the id as it stands in the table
 */
record DomainId(String text) {

    private static final Pattern WEBHOOK = Pattern.compile("webhook:([0-9]{1,18}):(.{1,300})");
    private static final Pattern GITHUB = Pattern.compile("github:Github(PullRequest|Issue):[0-9]{1,18}:([0-9]{1,18})");
    private static final Pattern GITLAB = Pattern.compile("gitlab:GitlabMergeRequest:[0-9]{1,18}:([0-9]{1,18})");

    /** What was posted to DevLake's webhook plugin, under the id that a post to us would have. */
    Optional<Posted> posted() {
        Matcher id = WEBHOOK.matcher(text);
        return id.matches() ? Optional.of(new Posted(id.group(1), id.group(2))) : Optional.empty();
    }

    /** A post to the webhook plugin: where to, and what the sender calls it. */
    record Posted(String connection, String id) {

        Endpoint endpoint() {
            return Endpoint.of(connection);
        }
    }

    /** The id of GitHub's own, under which its webhooks tell of it. */
    Optional<FactKey> github() {
        Matcher id = GITHUB.matcher(text);
        return id.matches()
                ? Optional.of(new FactKey("github", (id.group(1).equals("Issue") ? "issues/" : "pulls/") + id.group(2)))
                : Optional.empty();
    }

    /** The id of GitLab's own at {@code host}, under which its webhooks tell of it. */
    Optional<FactKey> gitlab(String host) {
        Matcher id = GITLAB.matcher(text);
        return id.matches()
                ? Optional.of(new FactKey("gitlab", "merge_requests/" + host + "/" + id.group(1)))
                : Optional.empty();
    }

    /** DevLake's own id, where nothing better is known. */
    FactKey own(String collection) {
        return new FactKey(DevLakeSource.NAME, collection + "/" + text);
    }
}
