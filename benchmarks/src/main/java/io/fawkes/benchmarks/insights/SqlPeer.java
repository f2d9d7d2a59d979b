package io.fawkes.benchmarks.insights;

import io.fawkes.benchmarks.ground.BenchDatabase;
import io.fawkes.insights.domain.fact.CommitFact;
import io.fawkes.insights.domain.fact.DeploymentFact;
import io.fawkes.insights.domain.fact.Fact;
import io.fawkes.insights.domain.fact.IncidentFact;
import io.fawkes.standalone.storage.ServiceDatabase;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * The same questions as SQL over the same rows. It is given what is hardest to find: each commit stands with the deployment that first
 * brought it, each incident with the one it is put down to. Covering indexes by service and time.
 */
final class SqlPeer implements AutoCloseable {
    private static final String SCHEMA = """
            create table d (id bigint, service int, finish timestamptz, failed boolean, restored timestamptz);
            create table c (service int, finish timestamptz, authored timestamptz);
            """;
    private static final String INDEXES = """
            create index on d (service, finish) include (failed, restored);
            create index on d (finish) include (service, failed, restored);
            create index on c (service, finish) include (authored);
            create index on c (finish) include (authored);
            analyze d; analyze c;
            """;
    private static final int PARTS = 4;

    private final Connection session;

    private SqlPeer(Connection session) {
        this.session = session;
    }

    /** Loads {@code histories}. */
    static SqlPeer load(ServiceDatabase database, Histories histories) throws SQLException, IOException {
        SqlPeer peer = new SqlPeer(BenchDatabase.owner(database));
        peer.run(SCHEMA);
        for (int service = 0; service < histories.services(); service++) {
            peer.copy(service, histories);
        }
        peer.run(INDEXES);
        return peer;
    }

    /** Answers for {@code service}, or for all if that is negative; tells how many deployments there were. */
    long ask(int service, Instant from, Instant to) throws SQLException {
        String sql = """
                select (select count(*) from d where %1$s finish >= ? and finish < ?),
                       (select avg(failed::int) from d where %1$s finish >= ? and finish < ?),
                       (select percentile_cont(0.5) within group (order by restored - finish)
                        from d where %1$s failed and finish >= ? and finish < ?),
                       (select percentile_cont(array[0.5, 0.75, 0.9, 0.95]) within group (order by finish - authored)
                        from c where %1$s finish >= ? and finish < ?)
                """.formatted(service < 0 ? "" : "service = " + service + " and ");
        try (PreparedStatement question = session.prepareStatement(sql)) {
            for (int part = 0; part < PARTS; part++) {
                question.setTimestamp(2 * part + 1, Timestamp.from(from));
                question.setTimestamp(2 * part + 2, Timestamp.from(to));
            }
            try (var answer = question.executeQuery()) {
                answer.next();
                return answer.getLong(1);
            }
        }
    }

    private void run(String sql) throws SQLException {
        try (var statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    private void copy(int service, Histories histories) throws SQLException, IOException {
        List<Fact> facts = new ArrayList<>();
        histories.tell(service, facts::add);
        StringBuilder changes = new StringBuilder();
        StringBuilder deployments = new StringBuilder();
        List<CommitFact> waiting = new ArrayList<>();
        for (int i = 0; i < facts.size(); i++) {
            switch (facts.get(i)) {
                case CommitFact commit -> waiting.add(commit);
                case DeploymentFact deployment -> {
                    waiting.forEach(commit -> changes.append(service)
                            .append('\t')
                            .append(deployment.finish())
                            .append('\t')
                            .append(commit.authorTime())
                            .append('\n'));
                    waiting.clear();
                    deployments.append(
                            row(service, i, deployment, i + 1 < facts.size() ? facts.get(i + 1) : deployment));
                }
                default -> {} // the catalog entry, and incidents, which stand with their deployment
            }
        }
        CopyManager copies = session.unwrap(PGConnection.class).getCopyAPI();
        copies.copyIn("copy c from stdin", new StringReader(changes.toString()));
        copies.copyIn("copy d from stdin", new StringReader(deployments.toString()));
    }

    private static String row(int service, int id, DeploymentFact deployment, Fact next) {
        return next instanceof IncidentFact incident
                ? "%d\t%d\t%s\ttrue\t%s\n".formatted(id, service, deployment.finish(), incident.resolved())
                : "%d\t%d\t%s\tfalse\t\\N\n".formatted(id, service, deployment.finish());
    }

    @Override
    public void close() throws SQLException {
        session.close();
    }
}
