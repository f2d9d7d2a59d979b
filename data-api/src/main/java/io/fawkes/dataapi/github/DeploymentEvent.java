package io.fawkes.dataapi.github;

import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.RolloutStatus;
import io.fawkes.dataapi.domain.fact.StatusChange;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.json.Json;
import java.time.Instant;
import java.util.List;

/**
 * {@code deployment}: a deployment was asked for.
 *
 * <table><caption>GitHub's field, ours, and the revision</caption>
 * <tr><td>deployment.id</td><td>source id {@code deployments/{id}}</td></tr>
 * <tr><td>repository.full_name</td><td>source_key</td></tr>
 * <tr><td>deployment.sha, .ref, .environment, .production_environment</td><td>version, ref, environment, production</td></tr>
 * <tr><td>deployment.creator.login, .created_at</td><td>deployed_by, create_time</td></tr>
 * <tr><td>deployment.updated_at in milliseconds</td><td>revision</td></tr>
 * </table>
 */
final class DeploymentEvent implements GithubEvent {

    @Override
    public Understanding read(Json body) {
        Json deployment = body.object("deployment");
        var asked = new StatusChange(RolloutStatus.PENDING, deployment.time("created_at"));
        return Understanding.saying(List.of(revision(body).with(DeploymentFields.STATUS_CHANGES.at("created"), asked)));
    }

    /** What every event that shows a deployment says of it. */
    static Revision revision(Json body) {
        Json deployment = body.object("deployment");
        Instant updated = deployment.time("updated_at");
        return Revision.of(
                        GithubSource.key("deployments/" + deployment.number("id")),
                        FactKind.DEPLOYMENT,
                        updated.toEpochMilli(),
                        updated)
                .with(DeploymentFields.SOURCE_KEY, Repository.of(body).sourceKey())
                .with(DeploymentFields.ENVIRONMENT, deployment.text("environment"))
                .withPresent(DeploymentFields.PRODUCTION, markedAsProduction(deployment))
                .with(DeploymentFields.VERSION, deployment.text("sha"))
                .withPresent(DeploymentFields.REF, deployment.optionalText("ref"))
                .withPresent(
                        DeploymentFields.DEPLOYED_BY,
                        deployment.optionalObject("creator").flatMap(creator -> creator.optionalText("login")))
                .with(DeploymentFields.CREATE_TIME, deployment.time("created_at"))
                .withPresent(DeploymentFields.URI, deployment.optionalText("url"));
    }

    /** GitHub sends {@code false} also where nobody ever marked anything, so only {@code true} says something. */
    private static java.util.Optional<Boolean> markedAsProduction(Json deployment) {
        return deployment.optionalFlag("production_environment").filter(marked -> marked);
    }
}
