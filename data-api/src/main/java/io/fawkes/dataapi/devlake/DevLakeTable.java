package io.fawkes.dataapi.devlake;

import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.imports.Row;
import io.fawkes.dataapi.domain.report.ReportRule;
import java.util.List;
import java.util.function.Function;

/**
 * A table of DevLake's domain layer, as it is exported.
 *
 * @param tableName its name there
 * @param needed columns that it must have
 * @param rule what a record must say
 * @param read what a record says; fails with InvalidField
 */
public record DevLakeTable(String tableName, List<String> needed, ReportRule rule, Function<Row, Revision> read) {

    /** {@code cicd_deployments}: alone, or joined with its commits, of each of which it is a deployment then. */
    public static final DevLakeTable DEPLOYMENTS = new DevLakeTable(
            "cicd_deployments",
            List.of("id", "result", "started_date", "finished_date"),
            ReportRule.DEPLOYMENT,
            row -> row.optionalText("commit_sha").isPresent()
                    ? new DeploymentCommitRow(row).revision()
                    : new DeploymentRow(row).revision());

    /** {@code cicd_deployment_commits}: a deployment of each commit. */
    public static final DevLakeTable DEPLOYMENT_COMMITS = new DevLakeTable(
            "cicd_deployment_commits",
            List.of("cicd_deployment_id", "commit_sha", "repo_url", "result", "started_date", "finished_date"),
            ReportRule.DEPLOYMENT,
            row -> new DeploymentCommitRow(row).revision());

    /** {@code pull_requests}. */
    public static final DevLakeTable PULL_REQUESTS = new DevLakeTable(
            "pull_requests",
            List.of("id", "url", "created_date", "merged_date", "closed_date", "merge_commit_sha"),
            ReportRule.CHANGE,
            row -> new PullRequestRow(row).revision());

    /** {@code incidents}. */
    public static final DevLakeTable INCIDENTS = new DevLakeTable(
            "incidents",
            List.of("id", "title", "created_date", "resolution_date"),
            ReportRule.INCIDENT,
            row -> new IncidentRow(row).revision());

    public DevLakeTable {
        needed = List.copyOf(needed);
    }
}
