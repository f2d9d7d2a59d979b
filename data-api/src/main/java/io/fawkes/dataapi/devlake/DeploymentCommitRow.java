package io.fawkes.dataapi.devlake;

import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.imports.Row;

/**
 * {@code cicd_deployment_commits}: a commit that a deployment brought out. What was posted to DevLake's webhooks is the
 * same fact that a post to ours is.
 *
 * <table><caption>DevLake's column, ours; the rest as {@link DeploymentColumns} has it</caption>
 * <tr><td>cicd_deployment_id, commit_sha, repo_url</td><td>source id {@code deployments/{id}/{sha}@{repoUrl}}, of what was
 *     posted {@code connections/{c}/deployments/{id}/{sha}@{repoUrl}}</td></tr>
 * <tr><td>repo_url, commit_sha, ref_name</td><td>source_key, version, ref</td></tr>
 * </table>
 */
record DeploymentCommitRow(Row row) {

    Revision revision() {
        return new DeploymentColumns(row, id())
                .revision(key(), SourceKey.ofRepository(row.text("repo_url")), row.text("commit_sha"));
    }

    private DomainId id() {
        return new DomainId(row.text("cicd_deployment_id"));
    }

    private FactKey key() {
        String commit = "/" + row.text("commit_sha") + "@" + row.text("repo_url");
        return id().posted()
                .map(posted -> posted.endpoint().key("deployments/" + posted.id() + commit))
                .orElseGet(() ->
                        new FactKey(DevLakeSource.NAME, id().own("deployments").sourceId() + commit));
    }
}
