package io.fawkes.insights.domain.timeline;

import io.fawkes.insights.domain.fact.BuildFact;
import io.fawkes.insights.domain.fact.DeploymentFact;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * From which commit each artifact was built, as builds tell, so that a deployment that knows a digest only finds its changes. Of
 * two builds of one digest the one whose name sorts first counts. Immutable.
 */
final class Artifacts {
    private static final String DIGEST = "sha256:";

    private final Map<String, String> commits = new HashMap<>();

    /** What {@code builds} tell, which are ordered by name. */
    Artifacts(Collection<BuildFact> builds) {
        for (BuildFact build : builds) {
            if (!build.commitSha().isEmpty()) {
                build.digests().forEach(digest -> commits.putIfAbsent(plain(digest), build.commitSha()));
            }
        }
    }

    /** Commit that {@code version} was built from; {@code version} itself if it is none of the artifacts. */
    String commitOf(String version) {
        return commits.isEmpty() ? version : commits.getOrDefault(plain(version), version);
    }

    /** {@code fact} by its commit, if that is known. */
    DeploymentFact traced(DeploymentFact fact) {
        String commit = commitOf(fact.revision());
        return commit.equals(fact.revision()) ? fact : fact.builtFrom(commit);
    }

    /** {@code registry/shop@sha256:…} is the same as {@code sha256:…}. */
    static String plain(String version) {
        String lower = version.toLowerCase(Locale.ROOT);
        return lower.substring(Math.max(0, lower.indexOf(DIGEST)));
    }
}
