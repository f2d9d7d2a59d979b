package io.fawkes.dataapi.jenkins;

import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.json.Json;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which builds are deployments, and to where: a parameter of the build says so, else the job's name.
 *
 * @param pattern full names of jobs that deploy; its group {@code environment}, if it has one, is where to
 */
record DeployJobs(Optional<Pattern> pattern) {

    private static final String GROUP = "environment";
    private static final String DEFAULT_ENVIRONMENT = "production";

    /** Names of jobs are folders and branches; a longer one is no name, and not worth a regex's time. */
    private static final int LONGEST_NAME = 512;

    /** What a body of the plugin says: of a deployment, or of a build that deploys nothing. */
    Understanding told(Json body) {
        if (Phase.isNone(body.object("build"))) {
            return Understanding.nothing("phase NONE: a step within a build; left aside");
        }
        Build build = Build.of(body);
        return environment(build).map(build::toldAsDeploymentTo).orElseGet(build::toldAsBuild);
    }

    /** Where {@code build} deploys to; empty if it deploys nothing. */
    Optional<String> environment(Build build) {
        return build.parameter("FAWKES_ENVIRONMENT")
                .or(() -> build.parameter("ENVIRONMENT"))
                .or(() -> pattern.flatMap(names -> byName(names, build.jobFullName())));
    }

    private static Optional<String> byName(Pattern names, String job) {
        Matcher matcher = names.matcher(job);
        return job.length() <= LONGEST_NAME && matcher.matches() ? Optional.of(environment(matcher)) : Optional.empty();
    }

    private static String environment(Matcher matched) {
        boolean named = matched.namedGroups().containsKey(GROUP);
        String environment = named ? matched.group(GROUP) : null;
        return environment == null || environment.isEmpty() ? DEFAULT_ENVIRONMENT : environment;
    }
}
