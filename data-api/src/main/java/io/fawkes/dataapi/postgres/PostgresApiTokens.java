package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.DataApiException.RequestIdReused;
import io.fawkes.dataapi.domain.DataApiException.ResourceExists;
import io.fawkes.dataapi.domain.RequestId;
import io.fawkes.dataapi.domain.audit.AuditEvent.Deed;
import io.fawkes.dataapi.domain.filter.Condition.Match;
import io.fawkes.dataapi.domain.filter.Condition.Pattern;
import io.fawkes.dataapi.domain.filter.Condition.Target;
import io.fawkes.dataapi.domain.filter.FieldType;
import io.fawkes.dataapi.domain.filter.FilterField;
import io.fawkes.dataapi.domain.filter.ListQuery;
import io.fawkes.dataapi.domain.filter.ListQuery.Listed;
import io.fawkes.dataapi.domain.token.ApiToken;
import io.fawkes.dataapi.domain.token.ApiTokens;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** API tokens as rows, and their events in the audit log. */
final class PostgresApiTokens implements ApiTokens {

    private static final FilterField CREATOR = FilterField.of("creator", FieldType.TEXT);

    private final Database database;
    private final Lists lists;

    PostgresApiTokens(Database database) {
        this.database = database;
        this.lists = new Lists(database, "a creator");
    }

    @Override
    public Mono<ApiToken> create(ApiToken token, Bytes hash, Optional<RequestId> requestId, Deed deed) {
        return database.inTransaction(transaction -> ApiTokenRows.inserted(transaction, token, hash, requestId)
                .flatMap(rows -> rows == 1
                        ? PostgresAuditLog.appended(transaction, deed).thenReturn(token)
                        : existing(transaction, token, requestId)));
    }

    private static Mono<ApiToken> existing(Connection transaction, ApiToken token, Optional<RequestId> requestId) {
        return Mono.justOrEmpty(requestId)
                .flatMap(request -> made(transaction, request))
                .switchIfEmpty(Mono.error(() -> new ResourceExists(token.name())));
    }

    private record Made(ApiToken token, Bytes payloadHash) {}

    private static Mono<ApiToken> made(Connection transaction, RequestId request) {
        return Sql.row(
                        transaction
                                .createStatement("select * from api_token where request_id = $1")
                                .bind("$1", request.id()),
                        row -> new Made(
                                ApiTokenRows.read(row), Bytes.of(Sql.column(row, "request_hash", byte[].class))))
                .flatMap(found -> found.payloadHash().equals(request.payloadHash())
                        ? Mono.just(found.token())
                        : Mono.error(new RequestIdReused(request.id().toString())));
    }

    @Override
    public Mono<ApiToken> find(String id) {
        return database.read(connection -> found(connection, id));
    }

    private static Mono<ApiToken> found(Connection connection, String id) {
        return Sql.row(
                connection
                        .createStatement("select * from api_token where id = $1")
                        .bind("$1", id),
                ApiTokenRows::read);
    }

    @Override
    public Flux<Listed<ApiToken>> list(ListQuery query) {
        return lists.page(ApiTokenRows.LISTED, query, ApiTokenRows::read);
    }

    @Override
    public Flux<Listed<ApiToken>> listOf(String creator, ListQuery query) {
        return list(query.and(new Match(new Target.Text(CREATOR), new Pattern(List.of(creator)), true)));
    }

    @Override
    public Mono<ApiToken> revoke(String id, Deed deed) {
        return database.inTransaction(transaction -> revoked(transaction, id)
                .flatMap(rows -> rows == 1 ? PostgresAuditLog.appended(transaction, deed) : Mono.empty())
                .then(Mono.defer(() -> found(transaction, id))));
    }

    private static Mono<Long> revoked(Connection transaction, String id) {
        return Sql.updated(transaction
                .createStatement(
                        "update api_token set revoked_at = clock_timestamp() where id = $1 and revoked_at is null")
                .bind("$1", id));
    }

    @Override
    public Mono<ApiToken> shown(Bytes hash) {
        return database.read(connection -> Sql.row(
                        connection.createStatement("""
                                        select *, coalesce(used_at < clock_timestamp() - interval '1 minute', true) as stale
                                        from api_token where hash = $1
                                        """).bind("$1", hash.array()),
                        row -> new Shown(ApiTokenRows.read(row), Sql.column(row, "stale", Boolean.class))))
                .flatMap(shown -> shown.isUseStale() ? used(hash).thenReturn(shown.token()) : Mono.just(shown.token()));
    }

    private record Shown(ApiToken token, boolean isUseStale) {}

    /** Of those who show it in one minute one writes; what was refused was not used. */
    private Mono<Long> used(Bytes hash) {
        return database.inTransaction(
                transaction -> Sql.updated(transaction.createStatement("""
                        update api_token set used_at = clock_timestamp()
                        where hash = $1 and revoked_at is null and expires_at > clock_timestamp()
                          and coalesce(used_at < clock_timestamp() - interval '1 minute', true)
                        """).bind("$1", hash.array())));
    }
}
