package io.fawkes.dataapi.generic;

import io.fawkes.dataapi.domain.fact.BuildFields;
import io.fawkes.dataapi.domain.fact.BuildStatus;
import io.fawkes.dataapi.domain.fact.ChangeFields;
import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.Fixes;
import io.fawkes.dataapi.domain.fact.IncidentFields;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.RolloutStatus;
import io.fawkes.dataapi.domain.fact.Severity;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.fact.StatusChange;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.json.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A thing and what became of it at a time. Everything is as {@code docs/sources/generic.md} says; the revision is
 * {@code time} in milliseconds.
 *
 * @param body {@code kind}, {@code id}, {@code time}, {@code status}, whose it is, and what its kind has besides
 */
record ToldThing(Json body) {

    Understanding told() {
        return Understanding.saying(List.of(
                switch (body.text("kind")) {
                    case "deployment" -> deployment();
                    case "incident" -> incident();
                    case "build" -> build();
                    case "change" -> change();
                    default -> throw new Json.Malformed("kind", "deployment, incident, build or change");
                }));
    }

    private Revision deployment() {
        var change = new StatusChange(status(RolloutStatus.values()), at());
        return revision("deployments", FactKind.DEPLOYMENT)
                .with(DeploymentFields.SOURCE_KEY, claim())
                .with(DeploymentFields.ENVIRONMENT, body.text("environment"))
                .withPresent(DeploymentFields.PRODUCTION, body.optionalFlag("production"))
                .with(DeploymentFields.VERSION, body.text("version"))
                .withPresent(DeploymentFields.CONFIG_VERSION, body.optionalText("configVersion"))
                .withPresent(DeploymentFields.ROLLOUT_ID, body.optionalText("rolloutId"))
                .withPresent(DeploymentFields.FIXES, fixes())
                .withPresent(DeploymentFields.UNPLANNED, body.optionalFlag("unplanned"))
                .withPresent(DeploymentFields.REF, body.optionalText("ref"))
                .withPresent(DeploymentFields.DEPLOYED_BY, body.optionalText("by"))
                .withPresent(
                        DeploymentFields.CREATE_TIME, unless(change.status().isEnd()))
                .withPresent(DeploymentFields.URI, body.optionalText("url"))
                .with(DeploymentFields.STATUS_CHANGES.at(change.status().name()), change);
    }

    private Revision incident() {
        Revision revision = revision("incidents", FactKind.INCIDENT)
                .with(IncidentFields.SOURCE_KEY, claim())
                .withPresent(
                        IncidentFields.ROOT_SOURCE_KEY,
                        body.optionalText("rootService").map(id -> new SourceKey(SourceKey.SERVICE, id)))
                .withPresent(IncidentFields.TITLE, body.optionalText("title"))
                .withPresent(IncidentFields.START_TIME, body.optionalTime("startTime"))
                .withPresent(
                        IncidentFields.SEVERITY, body.optionalText("severity").flatMap(Severity::spelled))
                .withPresent(IncidentFields.ACKNOWLEDGE_TIME, body.optionalTime("acknowledgeTime"))
                .withPresent(IncidentFields.MITIGATE_TIME, body.optionalTime("mitigateTime"))
                .withPresent(IncidentFields.CAUSED_BY_VERSION, body.optionalText("causedByVersion"))
                .withPresent(IncidentFields.URI, body.optionalText("url"));
        return switch (body.text("status")) {
            case "open" ->
                revision.with(
                                IncidentFields.START_TIME,
                                body.optionalTime("startTime").orElseGet(this::at))
                        .withOrCleared(IncidentFields.RESOLVE_TIME, Optional.empty())
                        .with(IncidentFields.WITHDRAWN, false);
            case "resolved" -> revision.with(IncidentFields.RESOLVE_TIME, at()).with(IncidentFields.WITHDRAWN, false);
            case "withdrawn" -> revision.with(IncidentFields.WITHDRAWN, true);
            default -> throw new Json.Malformed("status", "open, resolved or withdrawn");
        };
    }

    private Revision build() {
        BuildStatus status = status(BuildStatus.values());
        Optional<Instant> at = Optional.of(at());
        return revision("builds", FactKind.BUILD)
                .with(BuildFields.SOURCE_KEY, claim())
                .withPresent(BuildFields.PIPELINE, body.optionalText("pipeline"))
                .withPresent(BuildFields.NUMBER, body.optionalNumber("number"))
                .withPresent(BuildFields.ATTEMPT, body.optionalNumber("attempt"))
                .withPresent(BuildFields.COMMIT_SHA, body.optionalText("version"))
                .withPresent(BuildFields.REF, body.optionalText("ref"))
                .with(BuildFields.STATUS, status)
                .withPresent(BuildFields.QUEUE_TIME, at.filter(_ -> status == BuildStatus.QUEUED))
                .withPresent(BuildFields.START_TIME, at.filter(_ -> status == BuildStatus.RUNNING))
                .withPresent(
                        BuildFields.FINISH_TIME,
                        at.filter(_ -> status != BuildStatus.QUEUED && status != BuildStatus.RUNNING))
                .withPresent(BuildFields.TRIGGERED_BY, body.optionalText("by"))
                .withPresent(BuildFields.URI, body.optionalText("url"));
    }

    private Revision change() {
        Revision revision = revision("changes", FactKind.CHANGE)
                .with(ChangeFields.SOURCE_KEY, claim())
                .withPresent(ChangeFields.NUMBER, body.optionalNumber("number"))
                .withPresent(ChangeFields.TITLE, body.optionalText("title"))
                .withPresent(ChangeFields.AUTHOR, body.optionalText("by"))
                .withPresent(ChangeFields.FIXES, fixes())
                .withPresent(ChangeFields.UNPLANNED, body.optionalFlag("unplanned"))
                .withPresent(ChangeFields.HEAD_SHA, body.optionalText("headSha"))
                .withPresent(ChangeFields.BASE_REF, body.optionalText("baseRef"))
                .withPresent(ChangeFields.URI, body.optionalText("url"));
        return switch (body.text("status")) {
            case "open" ->
                revision.with(
                        ChangeFields.OPEN_TIME, body.optionalTime("startTime").orElseGet(this::at));
            case "merged" ->
                revision.with(ChangeFields.MERGE_TIME, at())
                        .with(ChangeFields.CLOSE_TIME, at())
                        .with(ChangeFields.MERGE_SHA, body.text("version"));
            case "closed" -> revision.with(ChangeFields.CLOSE_TIME, at());
            default -> throw new Json.Malformed("status", "open, merged or closed");
        };
    }

    private Revision revision(String collection, FactKind kind) {
        var key = new FactKey(GenericSource.NAME, collection + "/" + body.text("id"));
        return Revision.of(key, kind, at().toEpochMilli(), at());
    }

    private Optional<List<String>> fixes() {
        return Optional.of(Fixes.of(body.texts("fixes").stream())).filter(fixes -> !fixes.isEmpty());
    }

    private Instant at() {
        return body.time("time");
    }

    private Optional<Instant> unless(boolean ended) {
        return Optional.of(at()).filter(_ -> !ended);
    }

    /** Whose it is, the first that is said: the service's own id, a repository, or any name of a known kind. */
    private SourceKey claim() {
        return body.optionalText("service")
                .map(id -> new SourceKey(SourceKey.SERVICE, id))
                .or(() -> body.optionalText("repository").map(SourceKey::ofRepository))
                .or(() ->
                        body.optionalObject("sourceKey").map(key -> new SourceKey(key.text("key"), key.text("value"))))
                .orElseThrow(() -> new Json.Malformed("service", "a text, or repository, or sourceKey"));
    }

    private <S extends Enum<S>> S status(S[] known) {
        String text = body.text("status");
        return Arrays.stream(known)
                .filter(each -> spelled(each).equals(text))
                .findFirst()
                .orElseThrow(() -> new Json.Malformed(
                        "status", Arrays.stream(known).map(ToldThing::spelled).collect(Collectors.joining(", "))));
    }

    private static String spelled(Enum<?> status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
