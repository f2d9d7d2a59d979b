package io.fawkes.dataapi.devlake;

import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.RolloutStatus;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.fact.StatusChange;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * {@code deployments}: one deployment of each commit that is named, as each belongs to a repository of its own.
 *
 * <table><caption>The plugin's field, ours, and the revision</caption>
 * <tr><td>connection, id, deploymentCommits[].repoUrl, .commitSha</td>
 *     <td>source id {@code connections/{c}/deployments/{id}/{sha}@{repoUrl}}</td></tr>
 * <tr><td>deploymentCommits[].repoUrl, .commitSha, .refName</td><td>source_key, version, ref</td></tr>
 * <tr><td>environment, else PRODUCTION</td><td>environment, production</td></tr>
 * <tr><td>createdDate, else startedDate; url</td><td>create_time; uri</td></tr>
 * <tr><td>startedDate; finishedDate with result</td>
 *     <td>{@code status_changes[started]}, {@code [finished]}</td></tr>
 * <tr><td>4 times finishedDate, else startedDate, in milliseconds, plus 1 or 2</td><td>revision</td></tr>
 * </table>
 */
record PostedDeployment(Endpoint endpoint, Json body) {

    private static final String PRODUCTION = "PRODUCTION";
    private static final int RUNS = 1;
    private static final int ENDED = 2;

    Understanding told() {
        List<Json> commits = body.objects("deploymentCommits");
        if (commits.isEmpty()) {
            throw new Json.Malformed("deploymentCommits", "at least one commit with repoUrl and commitSha");
        }
        return Understanding.saying(commits.stream().map(this::revision).toList());
    }

    private Revision revision(Json commit) {
        Optional<Instant> finished = time(commit, "finishedDate");
        Instant at = finished.orElseGet(this::started);
        String environment = body.optionalText("environment").orElse(PRODUCTION);
        String sha = commit.text("commitSha");
        String repository = commit.text("repoUrl");
        Revision revision = Revision.atStep(
                        endpoint.key("deployments/" + body.text("id") + "/" + sha + "@" + repository),
                        FactKind.DEPLOYMENT,
                        at,
                        finished.isPresent() ? ENDED : RUNS)
                .with(DeploymentFields.SOURCE_KEY, SourceKey.ofRepository(repository))
                .with(DeploymentFields.ENVIRONMENT, environment)
                .with(DeploymentFields.PRODUCTION, environment.equals(PRODUCTION))
                .with(DeploymentFields.VERSION, sha)
                .withPresent(DeploymentFields.REF, commit.optionalText("refName"))
                .with(
                        DeploymentFields.CREATE_TIME,
                        body.optionalTime("createdDate").orElseGet(this::started))
                .withPresent(DeploymentFields.URI, body.optionalText("url"))
                .with(
                        DeploymentFields.STATUS_CHANGES.at("started"),
                        new StatusChange(RolloutStatus.IN_PROGRESS, started()));
        return revision.withPresent(
                DeploymentFields.STATUS_CHANGES.at("finished"),
                finished.map(end -> new StatusChange(result(commit), end)));
    }

    private Instant started() {
        return body.time("startedDate");
    }

    /** A commit may say of itself what the deployment says of all. */
    private Optional<Instant> time(Json commit, String name) {
        return commit.optionalTime(name).or(() -> body.optionalTime(name));
    }

    private RolloutStatus result(Json commit) {
        String result = commit.optionalText("result")
                .or(() -> body.optionalText("result"))
                .orElse("SUCCESS");
        return switch (result) {
            case "SUCCESS" -> RolloutStatus.SUCCEEDED;
            case "FAILURE" -> RolloutStatus.FAILED;
            case "ABORT" -> RolloutStatus.CANCELLED;
            default -> throw new Json.Malformed("result", "SUCCESS, FAILURE or ABORT");
        };
    }
}
