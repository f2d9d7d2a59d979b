package io.fawkes.dataapi.gitlab;

import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.RolloutStatus;
import io.fawkes.dataapi.domain.fact.StatusChange;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code deployment}: a deployment changed its status.
 *
 * <table><caption>GitLab's field, ours, and the revision</caption>
 * <tr><td>host of project.web_url, deployment_id</td><td>source id {@code deployments/{host}/{id}}</td></tr>
 * <tr><td>project.path_with_namespace</td><td>source_key</td></tr>
 * <tr><td>end of commit_url, else short_sha</td><td>version</td></tr>
 * <tr><td>environment, environment_tier, ref, user.username, deployable_url</td>
 *     <td>environment, production, ref, deployed_by, uri</td></tr>
 * <tr><td>status, status_changed_at</td><td>{@code status_changes[{status}]}; create_time if not yet ended</td></tr>
 * <tr><td>status_changed_at in milliseconds</td><td>revision</td></tr>
 * </table>
 */
final class DeploymentEvent implements GitlabEvent {

    /** The event shortens the SHA; the page of the commit has it whole. */
    private static final Pattern SHA_OF_PAGE = Pattern.compile("/([0-9a-f]{40}|[0-9a-f]{64})$");

    @Override
    public Understanding read(Json body) {
        String status = body.text("status");
        var change = new StatusChange(
                rollout(status).orElseThrow(() -> new Json.Malformed("status", "a status of GitLab's deployments")),
                body.time("status_changed_at"));
        return Understanding.saying(
                List.of(revision(body, change).with(DeploymentFields.STATUS_CHANGES.at(status), change)));
    }

    private static Revision revision(Json body, StatusChange change) {
        Project project = Project.of(body);
        Instant at = change.occurredAt();
        return Revision.of(
                        project.key("deployments", body.number("deployment_id")),
                        FactKind.DEPLOYMENT,
                        at.toEpochMilli(),
                        at)
                .with(DeploymentFields.SOURCE_KEY, project.sourceKey())
                .with(DeploymentFields.ENVIRONMENT, body.text("environment"))
                .withPresent(DeploymentFields.PRODUCTION, production(body))
                .with(DeploymentFields.VERSION, version(body))
                .withPresent(DeploymentFields.REF, body.optionalText("ref"))
                .withPresent(
                        DeploymentFields.DEPLOYED_BY,
                        body.optionalObject("user").flatMap(user -> user.optionalText("username")))
                .withPresent(
                        DeploymentFields.CREATE_TIME,
                        Optional.of(at).filter(_ -> !change.status().isEnd()))
                .withPresent(DeploymentFields.URI, body.optionalText("deployable_url"));
    }

    private static String version(Json body) {
        return body.optionalText("commit_url")
                .map(SHA_OF_PAGE::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .orElseGet(() -> body.text("short_sha"));
    }

    /** GitLab says {@code other} of a name that it does not know, which says nothing. */
    private static Optional<Boolean> production(Json body) {
        return body.optionalText("environment_tier")
                .filter(tier -> !tier.equals("other"))
                .map("production"::equals);
    }

    private static Optional<RolloutStatus> rollout(String status) {
        return switch (status) {
            case "created", "blocked" -> Optional.of(RolloutStatus.PENDING);
            case "running" -> Optional.of(RolloutStatus.IN_PROGRESS);
            case "success" -> Optional.of(RolloutStatus.SUCCEEDED);
            case "failed" -> Optional.of(RolloutStatus.FAILED);
            case "canceled", "skipped" -> Optional.of(RolloutStatus.CANCELLED);
            default -> Optional.empty();
        };
    }
}
