package io.fawkes.dataapi.jenkins;

import io.fawkes.dataapi.domain.fact.BuildFields;
import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.Fixes;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.fact.StatusChange;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.json.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One build of a job, as far as one phase tells it.
 *
 * <table><caption>The plugin's field, ours, and the revision</caption>
 * <tr><td>build.full_url, else url and build.number</td>
 *     <td>source id {@code builds/{that}} of a deployment, {@code runs/{that}} of a build; uri</td></tr>
 * <tr><td>url</td><td>source_key</td></tr>
 * <tr><td>build.parameters, else build.scm.commit</td><td>version</td></tr>
 * <tr><td>build.parameters.HOTFIX, .FIXES with commas; of a deployment</td><td>unplanned, fixes</td></tr>
 * <tr><td>build.phase, .status, .timestamp</td><td>{@code status_changes[{phase}]}</td></tr>
 * <tr><td>4 times build.timestamp in milliseconds, plus 0 to 3 for the phase</td><td>revision</td></tr>
 * </table>
 *
 * @param job the body
 * @param build its {@code build}
 * @param phase what of the build it tells
 */
record Build(Json job, Json build, Phase phase) {

    private static final long LATEST_MILLIS = 253_402_300_799_999L;
    private static final Pattern COMMA = Pattern.compile(",");

    static Build of(Json body) {
        Json build = body.object("build");
        return new Build(body, build, Phase.of(build));
    }

    /** Full name of its job, folders and branch included: {@code job/shop/job/deploy/} is {@code shop/deploy}. */
    String jobFullName() {
        String[] parts = job.text("url").split("/", -1);
        String name = IntStream.range(1, parts.length)
                .filter(i -> i % 2 == 1 && parts[i - 1].equals("job"))
                .mapToObj(i -> decoded(parts[i]))
                .collect(Collectors.joining("/"));
        if (name.isEmpty()) {
            throw new Json.Malformed("url", "job/{name}/");
        }
        return name;
    }

    /** The value of a parameter that is not empty. */
    Optional<String> parameter(String name) {
        return build.optionalObject("parameters").flatMap(parameters -> parameters.optionalText(name));
    }

    /** What it says as a deployment to {@code environment}. */
    Understanding toldAsDeploymentTo(String environment) {
        return told(at -> revision(environment, at));
    }

    /** What it says as a build that deploys nothing. */
    Understanding toldAsBuild() {
        return told(this::revision);
    }

    private Understanding told(Function<Instant, Revision> revision) {
        return occurredAt()
                .map(at -> Understanding.saying(List.of(revision.apply(at))))
                .orElseGet(() -> Understanding.nothing("QUEUED without a time: says nothing; left aside"));
    }

    /** The plugin writes 0 for the time of queueing when it does not know it. */
    private Optional<Instant> occurredAt() {
        long millis = build.number("timestamp");
        return phase == Phase.QUEUED && millis == 0 ? Optional.empty() : Optional.of(instant(millis));
    }

    private Instant instant(long millis) {
        if (millis < 0 || millis > LATEST_MILLIS) {
            throw new Json.Malformed(build.at("timestamp"), "milliseconds since 1970");
        }
        return Instant.ofEpochMilli(millis);
    }

    private Revision revision(String environment, Instant at) {
        var change = new StatusChange(phase.status(build), at);
        return Revision.atStep(key("builds"), FactKind.DEPLOYMENT, at, phase.rank())
                .with(DeploymentFields.SOURCE_KEY, new SourceKey(SourceKey.JENKINS, jobFullName()))
                .with(DeploymentFields.ENVIRONMENT, environment)
                .withPresent(DeploymentFields.VERSION, version())
                .withPresent(DeploymentFields.UNPLANNED, unplanned())
                .withPresent(DeploymentFields.FIXES, fixes())
                .withPresent(DeploymentFields.REF, scm("branch"))
                .withPresent(DeploymentFields.CREATE_TIME, start(at))
                .withPresent(DeploymentFields.URI, build.optionalText("full_url"))
                .with(DeploymentFields.STATUS_CHANGES.at(phase.name()), change);
    }

    /** Under another key than a deployment: parameters may make one of a job that was none before. */
    private Revision revision(Instant at) {
        return Revision.atStep(key("runs"), FactKind.BUILD, at, phase.rank())
                .with(BuildFields.SOURCE_KEY, new SourceKey(SourceKey.JENKINS, jobFullName()))
                .with(BuildFields.PIPELINE, jobFullName())
                .with(BuildFields.NUMBER, build.number("number"))
                .withPresent(BuildFields.COMMIT_SHA, scm("commit"))
                .withPresent(BuildFields.REF, scm("branch"))
                .with(BuildFields.STATUS, phase.buildStatus(build))
                .withPresent(BuildFields.QUEUE_TIME, Optional.of(at).filter(_ -> phase == Phase.QUEUED))
                .withPresent(BuildFields.START_TIME, start(at))
                .withPresent(BuildFields.FINISH_TIME, Optional.of(at).filter(_ -> phase == Phase.COMPLETED))
                .withPresent(BuildFields.URI, build.optionalText("full_url"));
    }

    private FactKey key(String collection) {
        String relative = withoutSlash(job.text("url")) + "/" + build.number("number");
        String page = build.optionalText("full_url").map(Build::withoutSlash).orElse(relative);
        return new FactKey(JenkinsSource.NAME, collection + "/" + page);
    }

    /** Deployment jobs often check out a pipeline of their own, so a parameter goes before the commit built. */
    private Optional<String> version() {
        return parameter("FAWKES_VERSION").or(() -> scm("commit"));
    }

    /** As a boolean parameter is written; any other text says nothing. */
    private Optional<Boolean> unplanned() {
        return parameter("HOTFIX").flatMap(told -> switch (told.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    private Optional<List<String>> fixes() {
        return parameter("FIXES").map(told -> Fixes.of(COMMA.splitAsStream(told)));
    }

    private Optional<String> scm(String name) {
        return build.optionalObject("scm").flatMap(scm -> scm.optionalText(name));
    }

    /** STARTED is told at the start, COMPLETED after the build's duration; the other times have no fixed distance. */
    private Optional<Instant> start(Instant at) {
        return switch (phase) {
            case STARTED -> Optional.of(at);
            case COMPLETED ->
                build.optionalNumber("duration")
                        .filter(duration -> duration > 0 && duration < at.toEpochMilli())
                        .map(at::minusMillis);
            case QUEUED, FINALIZED -> Optional.empty();
        };
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return part; // not percent-encoded after all
        }
    }
}
