package io.fawkes.dataapi.github;

import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.json.Json;
import java.util.Locale;

/**
 * The repository a webhook is about.
 *
 * @param slug {@code owner/name} as GitHub spells it
 */
record Repository(String slug) {

    static Repository of(Json body) {
        return new Repository(body.object("repository").text("full_name"));
    }

    SourceKey sourceKey() {
        return new SourceKey(SourceKey.GITHUB, slug);
    }

    /** Commits have no number of their own at GitHub; the same SHA may stand in several repositories. */
    FactKey commit(String sha) {
        return GithubSource.key("commits/" + slug.toLowerCase(Locale.ROOT) + "/" + sha);
    }
}
