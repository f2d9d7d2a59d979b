package io.fawkes.insights.dataapi;

import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.fawkes.dataapi.v1.Build;
import io.fawkes.dataapi.v1.BuildStatus;
import io.fawkes.dataapi.v1.Change;
import io.fawkes.dataapi.v1.Deployment;
import io.fawkes.dataapi.v1.Incident;
import io.fawkes.dataapi.v1.PullRequest;
import io.fawkes.dataapi.v1.Service;
import io.fawkes.dataapi.v1.StatusChange;
import io.fawkes.insights.domain.fact.BuildFact;
import io.fawkes.insights.domain.fact.CommitFact;
import io.fawkes.insights.domain.fact.DeploymentFact;
import io.fawkes.insights.domain.fact.DeploymentStatus;
import io.fawkes.insights.domain.fact.Fact;
import io.fawkes.insights.domain.fact.IncidentFact;
import io.fawkes.insights.domain.fact.PullRequestFact;
import io.fawkes.insights.domain.fact.Purpose;
import io.fawkes.insights.domain.fact.Reviews;
import io.fawkes.insights.domain.fact.ServiceFact;
import io.fawkes.insights.domain.fact.SourceKey;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Facts of the contract as the fold reads them. A version that does not yet say what the fold needs (a commit without
 * SHA, an incident without start) is left aside: a later version says more, never less.
 */
final class FactProtos {
    private FactProtos() {}

    static Optional<Fact> fact(io.fawkes.dataapi.v1.Fact fact) {
        return switch (fact.getBodyCase()) {
            case SERVICE -> Optional.of(service(fact, fact.getService()));
            case CHANGE -> change(fact, fact.getChange());
            case DEPLOYMENT -> deployment(fact, fact.getDeployment());
            case INCIDENT -> incident(fact, fact.getIncident());
            case BUILD -> Optional.of(build(fact, fact.getBuild()));
            case QUALITY_GATE, SLO_OBSERVATION -> Optional.empty(); // no answer is made of them
            case CALENDAR -> Optional.of(RuleProtos.calendar(fact, fact.getCalendar()));
            case POLICY -> Optional.of(RuleProtos.policy(fact, fact.getPolicy()));
            case SURVEY_ANSWER -> Optional.of(SurveyProtos.survey(fact, fact.getSurveyAnswer()));
            case BODY_NOT_SET -> Optional.empty(); // a kind that a newer data-api knows
        };
    }

    private static ServiceFact service(io.fawkes.dataapi.v1.Fact fact, Service service) {
        return new ServiceFact(
                fact.getName(),
                fact.getVersion(),
                service.getTeam(),
                service.getTier(),
                Times.zone(service.getTimeZone()),
                service.getSourceKeysList().stream().map(FactProtos::sourceKey).collect(toUnmodifiableSet()),
                Set.copyOf(service.getProductionEnvironmentsList()),
                RuleProtos.governance(service));
    }

    private static Optional<Fact> change(io.fawkes.dataapi.v1.Fact fact, Change change) {
        if (change.hasCommit() && change.getCommit().hasSha()) {
            return Optional.of(commit(fact, change));
        }
        return change.hasPullRequest() ? Optional.of(pullRequest(fact, change)) : Optional.empty();
    }

    private static CommitFact commit(io.fawkes.dataapi.v1.Fact fact, Change change) {
        return new CommitFact(
                fact.getName(),
                fact.getVersion(),
                sourceKey(change.getSourceKey()),
                change.getCommit().getSha(),
                List.copyOf(change.getCommit().getPredecessorsMap().keySet()),
                change.getCommit().hasAuthorTime()
                        ? Times.instant(change.getCommit().getAuthorTime())
                        : null,
                change.getAuthorIsBot(),
                change.getTitle(),
                change.getUri(),
                change.getAuthor(),
                purpose(change.getFixesList(), change.getUnplanned()),
                change.getCommit().hasCherryPickedFrom() ? change.getCommit().getCherryPickedFrom() : null,
                change.getCommit().getPatchId(),
                change.getCommit().getPathsList());
    }

    /** A draft is opened to others when it is made ready for review. */
    private static @Nullable Instant opened(PullRequest pull) {
        if (pull.hasReadyTime()) {
            return Times.instant(pull.getReadyTime());
        }
        return pull.hasOpenTime() ? Times.instant(pull.getOpenTime()) : null;
    }

    private static Purpose purpose(List<String> fixes, boolean unplanned) {
        return fixes.isEmpty() && !unplanned ? Purpose.UNSAID : new Purpose(fixes, unplanned);
    }

    private static PullRequestFact pullRequest(io.fawkes.dataapi.v1.Fact fact, Change change) {
        PullRequest pull = change.getPullRequest();
        Instant merge = pull.hasMergeTime() ? Times.instant(pull.getMergeTime()) : null;
        return new PullRequestFact(
                fact.getName(),
                fact.getVersion(),
                sourceKey(change.getSourceKey()),
                pull.hasHeadSha() ? pull.getHeadSha() : null,
                pull.hasBaseSha() ? pull.getBaseSha() : null,
                pull.hasMergeSha() ? pull.getMergeSha() : null,
                opened(pull),
                merge,
                change.getAuthorIsBot(),
                change.getTitle(),
                change.getUri(),
                change.getAuthor(),
                purpose(change.getFixesList(), change.getUnplanned()),
                Reviews.of(
                        pull.getReviewsMap().values().stream()
                                .map(Times::instant)
                                .toList(),
                        merge));
    }

    private static Optional<Fact> deployment(io.fawkes.dataapi.v1.Fact fact, Deployment deployment) {
        if (!deployment.hasVersion() || !deployment.hasEnvironment()) {
            return Optional.empty();
        }
        return Optional.of(new DeploymentFact(
                fact.getName(),
                fact.getVersion(),
                sourceKey(deployment.getSourceKey()),
                fact.getSource(),
                deployment.getEnvironment(),
                deployment.getProduction(),
                deployment.getVersion(),
                status(deployment),
                start(fact, deployment),
                deployment.hasFinishTime() ? Times.instant(deployment.getFinishTime()) : null,
                deployment.getUri(),
                deployment.getConfigVersion(),
                deployment.getRolloutId(),
                purpose(deployment.getFixesList(), deployment.getUnplanned())));
    }

    private static DeploymentStatus status(Deployment deployment) {
        return switch (deployment.getStatus()) {
            case DEPLOYMENT_STATUS_SUCCEEDED -> DeploymentStatus.SUCCEEDED;
            case DEPLOYMENT_STATUS_FAILED -> DeploymentStatus.FAILED;
            case DEPLOYMENT_STATUS_CANCELLED -> DeploymentStatus.CANCELLED;
            case DEPLOYMENT_STATUS_UNSPECIFIED,
                    DEPLOYMENT_STATUS_PENDING,
                    DEPLOYMENT_STATUS_IN_PROGRESS,
                    UNRECOGNIZED -> DeploymentStatus.IN_PROGRESS;
        };
    }

    private static Instant start(io.fawkes.dataapi.v1.Fact fact, Deployment deployment) {
        if (deployment.hasCreateTime()) {
            return Times.instant(deployment.getCreateTime());
        }
        return deployment.getStatusChangesMap().values().stream()
                .map(StatusChange::getOccurTime)
                .map(Times::instant)
                .min(naturalOrder())
                .orElseGet(() -> Times.instant(fact.getOccurTime()));
    }

    private static Fact build(io.fawkes.dataapi.v1.Fact fact, Build build) {
        return new BuildFact(
                fact.getName(),
                fact.getVersion(),
                sourceKey(build.getSourceKey()),
                build.getPipeline(),
                build.getCommitSha(),
                status(build.getStatus()),
                build.hasQueueTime() ? Times.instant(build.getQueueTime()) : null,
                build.hasStartTime() ? Times.instant(build.getStartTime()) : null,
                build.hasFinishTime() ? Times.instant(build.getFinishTime()) : null,
                build.getUri(),
                List.copyOf(build.getArtifactsMap().keySet()));
    }

    /** As Jenkins' UNSTABLE, a warning leaves the artifacts good. */
    private static io.fawkes.insights.domain.fact.BuildStatus status(BuildStatus status) {
        return switch (status) {
            case BUILD_STATUS_SUCCEEDED, BUILD_STATUS_UNSTABLE -> io.fawkes.insights.domain.fact.BuildStatus.SUCCEEDED;
            case BUILD_STATUS_FAILED -> io.fawkes.insights.domain.fact.BuildStatus.FAILED;
            case BUILD_STATUS_CANCELLED -> io.fawkes.insights.domain.fact.BuildStatus.CANCELLED;
            case BUILD_STATUS_UNSPECIFIED, BUILD_STATUS_QUEUED, BUILD_STATUS_RUNNING, UNRECOGNIZED ->
                io.fawkes.insights.domain.fact.BuildStatus.IN_PROGRESS;
        };
    }

    private static Optional<Fact> incident(io.fawkes.dataapi.v1.Fact fact, Incident incident) {
        if (!incident.hasStartTime()) {
            return Optional.empty();
        }
        return Optional.of(new IncidentFact(
                fact.getName(),
                fact.getVersion(),
                sourceKey(incident.getSourceKey()),
                Times.instant(incident.getStartTime()),
                incident.hasResolveTime() ? Times.instant(incident.getResolveTime()) : null,
                incident.getWithdrawn(),
                incident.hasCausedByVersion() ? incident.getCausedByVersion() : null,
                incident.getTitle(),
                incident.getUri(),
                incident.getSeverity().toLowerCase(Locale.ROOT),
                incident.hasAcknowledgeTime() ? Times.instant(incident.getAcknowledgeTime()) : null,
                incident.hasMitigateTime() ? Times.instant(incident.getMitigateTime()) : null,
                incident.hasRootSourceKey() ? sourceKey(incident.getRootSourceKey()) : null));
    }

    private static SourceKey sourceKey(io.fawkes.dataapi.v1.SourceKey key) {
        return new SourceKey(key.getKey(), key.getValue());
    }
}
