package io.fawkes.dataapi.argocd;

import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One sync operation of an application, as far as one notification tells it: a deployment.
 *
 * <table><caption>The template's field, ours, and the revision</caption>
 * <tr><td>namespace, app, startedAt</td><td>source id {@code applications/{namespace}/{app}/operations/{startedAt}}</td></tr>
 * <tr><td>app</td><td>source_key</td></tr>
 * <tr><td>labels["fawkes.io/environment"], else destination.namespace</td><td>environment</td></tr>
 * <tr><td>images, else revision or revisions; only once ended</td><td>version</td></tr>
 * <tr><td>revision or revisions, where images say the version</td><td>config_version</td></tr>
 * <tr><td>phase, health, healthSince</td><td>status_changes, see {@link Step}</td></tr>
 * <tr><td>the time of that status in milliseconds</td><td>revision</td></tr>
 * </table>
 *
 * @param body the notification
 * @param step how far it has come
 */
record Operation(Json body, Step step) {

    private static final String ENVIRONMENT_LABEL = "fawkes.io/environment";
    private static final String IMAGE_LABEL = "fawkes.io/image";
    private static final String BY_ITSELF = "argocd";

    static Operation of(Json body) {
        return new Operation(body, Step.of(body));
    }

    /** What it says; the note tells when the version is only the configuration's. */
    Understanding told() {
        Optional<String> ofImages = step.isApplied() ? images().version() : Optional.empty();
        Optional<String> version = step.hasEnded() ? ofImages.or(this::configuration) : Optional.empty();
        String note = step.isApplied() && ofImages.isEmpty()
                ? "images name no one version; the configuration's revision is taken"
                : "";
        Revision said = revision()
                .withPresent(DeploymentFields.VERSION, version)
                .withPresent(DeploymentFields.CONFIG_VERSION, ofImages.flatMap(_ -> configuration()));
        return new Understanding.Understood(List.of(said), note);
    }

    private Revision revision() {
        Instant at = step.change().occurredAt();
        return Revision.of(key(), FactKind.DEPLOYMENT, at.toEpochMilli(), at)
                .with(DeploymentFields.SOURCE_KEY, new SourceKey(SourceKey.ARGO_CD, body.text("app")))
                .with(DeploymentFields.ENVIRONMENT, environment())
                .withPresent(DeploymentFields.REF, configuration())
                .with(DeploymentFields.DEPLOYED_BY, initiator())
                .with(DeploymentFields.CREATE_TIME, body.time("startedAt"))
                .withPresent(DeploymentFields.URI, page())
                .with(DeploymentFields.STATUS_CHANGES.at(step.key()), step.change());
    }

    private FactKey key() {
        return key(body);
    }

    /** Whose fact {@code body} tells. */
    static FactKey key(Json body) {
        return new FactKey(
                ArgoCdSource.NAME,
                "applications/" + body.text("namespace") + "/" + body.text("app") + "/operations/"
                        + body.time("startedAt"));
    }

    private String environment() {
        return label(ENVIRONMENT_LABEL)
                .orElseGet(() -> body.object("destination")
                        .optionalText("namespace")
                        .orElseThrow(() -> new Json.Malformed(
                                "destination.namespace",
                                "a text, or the label " + ENVIRONMENT_LABEL + " on the application")));
    }

    private Images images() {
        var all = new Images(body.texts("images"));
        return label(IMAGE_LABEL).map(all::named).orElse(all);
    }

    private Optional<String> label(String name) {
        return body.optionalObject("labels").flatMap(labels -> labels.optionalText(name));
    }

    private Optional<String> configuration() {
        return configuration(body);
    }

    /** What was synced: the revision, or those of all sources in their order. */
    static Optional<String> configuration(Json body) {
        List<String> several = body.texts("revisions");
        return several.isEmpty()
                ? body.optionalText("revision")
                : Optional.of(String.join("+", several)).filter(joined -> !joined.isEmpty());
    }

    private String initiator() {
        return body.optionalObject("initiatedBy")
                .flatMap(by -> by.optionalText("username"))
                .orElse(BY_ITSELF);
    }

    private Optional<String> page() {
        return body.optionalText("argocdUrl")
                .map(url -> url + "/applications/" + body.text("namespace") + "/" + body.text("app"));
    }
}
