package io.fawkes.insights.domain.fact;

/** A fact that some source told and that finds its service by the source's own name for it. */
public sealed interface SourcedFact extends Fact
        permits BuildFact, CommitFact, DeploymentFact, IncidentFact, PullRequestFact {
    /** What the source calls the service. */
    SourceKey sourceKey();
}
