package io.fawkes.dataapi.devlake;

import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.imports.Row;

/**
 * {@code cicd_deployments} without its commits: a deployment of which nothing says what it brought out. Its own id stands
 * for the version, so each counts as one of its own and none as a rollback, and no change is found in it.
 *
 * <table><caption>DevLake's column, ours; the rest as {@link DeploymentColumns} has it</caption>
 * <tr><td>id</td><td>source id {@code deployments/{id}}, of what was posted {@code connections/{c}/deployments/{id}};
 *     version</td></tr>
 * <tr><td>of what was posted the connection; else cicd_scope_id</td><td>source_key</td></tr>
 * </table>
 */
record DeploymentRow(Row row) {

    Revision revision() {
        return new DeploymentColumns(row, id()).revision(key(), sourceKey(), row.text("id"));
    }

    private DomainId id() {
        return new DomainId(row.text("id"));
    }

    private FactKey key() {
        return id().posted()
                .map(posted -> posted.endpoint().key("deployments/" + posted.id()))
                .orElseGet(() -> id().own("deployments"));
    }

    private SourceKey sourceKey() {
        return id().posted()
                .map(posted -> posted.endpoint().claim())
                .orElseGet(() -> new SourceKey("devlake/scope", row.text("cicd_scope_id")));
    }
}
