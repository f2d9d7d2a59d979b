package io.fawkes.dataapi.domain.fact;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a source calls the thing that a service is.
 *
 * @param key kind of name, for example {@code github.com/project-slug}
 * @param value the name, for example {@code octocat/hello-world}
 */
public record SourceKey(String key, String value) {

    /** Key of whoever knows the service's own id, as smart-alerting does; every service claims its id. */
    public static final String SERVICE = "fawkes.io/service";

    /** Key of GitHub repositories, spelled as Backstage does. */
    public static final String GITHUB = "github.com/project-slug";

    /** Key of GitLab projects, spelled as Backstage does. */
    public static final String GITLAB = "gitlab.com/project-slug";

    /** Key of Argo CD applications, spelled as Backstage does. */
    public static final String ARGO_CD = "argocd/app-name";

    /** Key of Jenkins jobs, spelled as Backstage does. */
    public static final String JENKINS = "jenkins.io/job-full-name";

    /** Key of PagerDuty's services, spelled as Backstage does. */
    public static final String PAGER_DUTY = "pagerduty.com/service-id";

    /** Key of repositories by host and path, for hosts that have no key of their own. */
    public static final String REPOSITORY = "fawkes.io/repository";

    private static final Pattern REPOSITORY_URL =
            Pattern.compile("(?:[a-z+]{1,10}://(?:[^@/]{0,99}@)?|[a-z]{1,32}@)([^/:@]{1,253})(?::[0-9]{1,5})?[/:](.+)");

    /** What the forge at {@code url} calls the repository there; a text that is no URL stands for itself. */
    public static SourceKey ofRepository(String url) {
        Matcher matcher = REPOSITORY_URL.matcher(url);
        if (!matcher.matches()) {
            return new SourceKey(REPOSITORY, url);
        }
        String host = matcher.group(1).toLowerCase(Locale.ROOT);
        String path = withoutEnd(withoutEnd(matcher.group(2), "/"), ".git");
        return switch (host) {
            case "github.com" -> new SourceKey(GITHUB, path);
            case "gitlab.com" -> new SourceKey(GITLAB, path);
            default -> new SourceKey(REPOSITORY, host + "/" + path);
        };
    }

    private static String withoutEnd(String text, String end) {
        return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
    }

    /** The value as claims compare it: GitHub and GitLab treat slugs without case, other sources do not. */
    public String canonicalValue() {
        return key.equals(GITHUB) || key.equals(GITLAB) ? value.toLowerCase(Locale.ROOT) : value;
    }

    @Override
    public String toString() {
        return key + "=" + value;
    }
}
