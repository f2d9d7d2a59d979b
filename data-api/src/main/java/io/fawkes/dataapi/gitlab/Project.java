package io.fawkes.dataapi.gitlab;

import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.json.Json;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The project a webhook is about. Ids are the instance's, so every key names the instance by its host.
 *
 * @param host of its instance, in lower case
 * @param path {@code group/project} as GitLab spells it
 */
record Project(String host, String path) {

    /** Logins of the tokens of projects and groups, which are programs. */
    private static final Pattern BOT = Pattern.compile("(?:project|group)_\\d+_bot(?:_[0-9a-z]+)?");

    static Project of(Json body) {
        Json project = body.object("project");
        String host = host(project.text("web_url"))
                .orElseThrow(() -> new Json.Malformed(project.at("web_url"), "a URL with a host"));
        return new Project(host, project.text("path_with_namespace"));
    }

    private static Optional<String> host(String url) {
        try {
            return Optional.ofNullable(URI.create(url).getAuthority()).map(host -> host.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // no URL at all
        }
    }

    SourceKey sourceKey() {
        return new SourceKey(SourceKey.GITLAB, path);
    }

    /** The key of what the instance numbers. */
    FactKey key(String collection, long id) {
        return new FactKey(GitlabSource.NAME, collection + "/" + host + "/" + id);
    }

    /** The same SHA may stand in several projects. */
    FactKey commit(String sha) {
        return new FactKey(GitlabSource.NAME, "commits/" + host + "/" + path.toLowerCase(Locale.ROOT) + "/" + sha);
    }

    static boolean isBot(String login) {
        return login.endsWith("[bot]") || BOT.matcher(login).matches();
    }
}
