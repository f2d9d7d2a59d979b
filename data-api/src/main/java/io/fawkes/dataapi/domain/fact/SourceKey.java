package io.fawkes.dataapi.domain.fact;

import java.util.Locale;

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

    /** The value as claims compare it: GitHub and GitLab treat slugs without case, other sources do not. */
    public String canonicalValue() {
        return key.equals(GITHUB) || key.equals(GITLAB) ? value.toLowerCase(Locale.ROOT) : value;
    }

    @Override
    public String toString() {
        return key + "=" + value;
    }
}
