package io.fawkes.dataapi.domain.deployment;

import io.fawkes.dataapi.domain.DataApiException.ImplausibleTime;
import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.RequestId;
import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.Field;
import io.fawkes.dataapi.domain.fact.PlausibleTimes;
import io.fawkes.dataapi.domain.fact.Revision;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Takes a deployment that no webhook tells of: checks it, keeps it, and answers with all that is known of it. */
public final class ReportDeployment {

    private static final List<Field<?>> NEEDED =
            List.of(DeploymentFields.SOURCE_KEY, DeploymentFields.ENVIRONMENT, DeploymentFields.VERSION);

    private final Deployments deployments;
    private final InstantSource clock;

    public ReportDeployment(Deployments deployments, InstantSource clock) {
        this.deployments = deployments;
        this.clock = clock;
    }

    /** The deployment after {@code revision}. Fails with InvalidField, ImplausibleTime or RequestIdReused. */
    public Mono<AttributedDeployment> report(Revision revision, Optional<RequestId> requestId) {
        return Mono.defer(() -> {
            check(revision);
            return deployments.report(revision, requestId);
        });
    }

    private void check(Revision revision) {
        for (Field<?> needed : NEEDED) {
            if (!revision.fields().containsKey(needed.path())) {
                throw new InvalidField("deployment." + needed.path(), "missing");
            }
        }
        if (revision.fields().keySet().stream().noneMatch(DeploymentFields.STATUS_CHANGES::holds)) {
            throw new InvalidField("deployment.status_changes", "missing (expected: at least one)");
        }
        PlausibleTimes.problem(revision, clock.instant()).ifPresent(problem -> {
            int colon = problem.indexOf(": ");
            throw new ImplausibleTime("deployment." + problem.substring(0, colon), problem.substring(colon + 2));
        });
    }
}
