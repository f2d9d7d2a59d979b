package io.fawkes.alerting.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fawkes.alerting.domain.mute.Silence;
import io.fawkes.alerting.domain.read.SilenceView;
import io.fawkes.alerting.domain.routing.Matcher;
import io.fawkes.alerting.domain.routing.Matcher.Operator;
import io.fawkes.alerting.domain.routing.MatcherSyntax;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Flux;

/** The table of silences. */
final class SilenceRows {

    static final String COLUMNS = """
            s.id, s.matchers::text as matchers, s.starts_at, s.ends_at, s.created_at, s.updated_at, s.created_by, s.comment
            """;

    private final MatcherSyntax syntax;

    SilenceRows(MatcherSyntax syntax) {
        this.syntax = syntax;
    }

    /** Those that hold now, those that end last first. */
    Flux<Silence> active(Connection connection) {
        return Sql.rows(connection.createStatement("""
                        select %s from silence s
                        where s.ends_at > clock_timestamp() and s.starts_at <= clock_timestamp()
                        order by s.ends_at desc, s.id
                        """.formatted(COLUMNS)), this::silence);
    }

    /** A row that has the database's time as {@code now}. */
    SilenceView view(Readable row) {
        Silence silence = silence(row);
        return new SilenceView(silence, silence.state(Rows.instant(row, "now")));
    }

    Silence silence(Readable row) {
        return new Silence(
                Sql.column(row, "id", UUID.class),
                matchers(Rows.array(row, "matchers")),
                Rows.instant(row, "starts_at"),
                Rows.instant(row, "ends_at"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"),
                Sql.column(row, "created_by", String.class),
                Sql.column(row, "comment", String.class));
    }

    private List<Matcher> matchers(List<JsonNode> written) {
        return written.stream()
                .map(matcher -> syntax.matcher(
                        matcher.path("name").textValue(),
                        operator(matcher.path("operator").textValue()),
                        matcher.path("value").textValue()))
                .toList();
    }

    private static Operator operator(String sign) {
        return Arrays.stream(Operator.values())
                .filter(operator -> operator.sign().equals(sign))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no operator is written " + sign));
    }

    static ArrayNode json(List<Matcher> matchers) {
        return Rows.array(matchers.stream().map(SilenceRows::row).toList());
    }

    private static ObjectNode row(Matcher matcher) {
        return Rows.row()
                .put("name", matcher.name())
                .put("operator", matcher.operator().sign())
                .put("value", matcher.value());
    }
}
