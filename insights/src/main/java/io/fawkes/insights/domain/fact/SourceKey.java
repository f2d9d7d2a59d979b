package io.fawkes.insights.domain.fact;

import static java.util.Comparator.comparing;

import java.util.Comparator;
import java.util.Locale;

/**
 * What a source calls a service, for example {@code github.com/project-slug} with {@code octocat/hello-world}.
 *
 * <p>Slugs of GitHub and GitLab compare without case, so they are kept in lower case.
 */
public record SourceKey(String key, String value) implements Comparable<SourceKey> {
    /** Kind of key whose values compare without case. */
    public static final String GITHUB_SLUG = "github.com/project-slug";

    /** Likewise. */
    public static final String GITLAB_SLUG = "gitlab.com/project-slug";

    private static final Comparator<SourceKey> ORDER = comparing(SourceKey::key).thenComparing(SourceKey::value);

    public SourceKey {
        if (key.equals(GITHUB_SLUG) || key.equals(GITLAB_SLUG)) {
            value = value.toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public int compareTo(SourceKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return key + ": " + value;
    }
}
