package io.fawkes.dataapi.devlake;

import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.RolloutStatus;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.fact.StatusChange;
import io.fawkes.dataapi.domain.imports.Row;
import java.time.Instant;
import java.util.Optional;

/**
 * What both of DevLake's tables of deployments say of one.
 *
 * <table><caption>DevLake's column, ours, and the revision</caption>
 * <tr><td>original_environment, else environment; of what was posted environment</td><td>environment</td></tr>
 * <tr><td>environment</td><td>production: whether it is PRODUCTION</td></tr>
 * <tr><td>created_date, else started_date; url; ref_name</td><td>create_time; uri; ref</td></tr>
 * <tr><td>started_date, else created_date; finished_date with result</td>
 *     <td>{@code status_changes[started]}, {@code [finished]}</td></tr>
 * <tr><td>4 times finished_date, else started_date, in milliseconds, plus 1 or 2</td><td>revision</td></tr>
 * </table>
 *
 * @param row the record
 * @param id of the deployment
 */
record DeploymentColumns(Row row, DomainId id) {

    private static final String PRODUCTION = "PRODUCTION";
    private static final int RUNS = 1;
    private static final int ENDED = 2;

    Revision revision(FactKey key, SourceKey sourceKey, String version) {
        Optional<StatusChange> end = finished();
        Instant at = end.map(StatusChange::occurredAt).orElseGet(this::started);
        return Revision.atStep(key, FactKind.DEPLOYMENT, at, end.isPresent() ? ENDED : RUNS)
                .with(DeploymentFields.SOURCE_KEY, sourceKey)
                .with(DeploymentFields.ENVIRONMENT, environment())
                .with(
                        DeploymentFields.PRODUCTION,
                        row.optionalText("environment").equals(Optional.of(PRODUCTION)))
                .with(DeploymentFields.VERSION, version)
                .withPresent(DeploymentFields.REF, row.optionalText("ref_name"))
                .with(
                        DeploymentFields.CREATE_TIME,
                        row.optionalTime("created_date").orElseGet(this::started))
                .withPresent(DeploymentFields.URI, row.optionalText("url"))
                .with(
                        DeploymentFields.STATUS_CHANGES.at("started"),
                        new StatusChange(RolloutStatus.IN_PROGRESS, started()))
                .withPresent(DeploymentFields.STATUS_CHANGES.at("finished"), end);
    }

    private String environment() {
        boolean isPosted = id.posted().isPresent();
        return row.optionalText("original_environment").filter(_ -> !isPosted).orElseGet(() -> row.text("environment"));
    }

    private Instant started() {
        return row.optionalTime("started_date").orElseGet(() -> row.time("created_date"));
    }

    /** A deployment that ended without a result that DevLake knows runs, as far as it can tell. */
    private Optional<StatusChange> finished() {
        return row.optionalTime("finished_date").flatMap(end -> result().map(status -> new StatusChange(status, end)));
    }

    private Optional<RolloutStatus> result() {
        return switch (row.optionalText("result").orElse("")) {
            case "SUCCESS" -> Optional.of(RolloutStatus.SUCCEEDED);
            case "FAILURE" -> Optional.of(RolloutStatus.FAILED);
            case "ABORT" -> Optional.of(RolloutStatus.CANCELLED);
            default -> Optional.empty();
        };
    }
}
