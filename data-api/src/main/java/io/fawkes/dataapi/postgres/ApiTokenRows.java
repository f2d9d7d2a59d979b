package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.RequestId;
import io.fawkes.dataapi.domain.token.ApiToken;
import io.fawkes.dataapi.domain.token.Scope;
import io.fawkes.dataapi.domain.token.TokenRole;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** API tokens as rows, both ways. */
final class ApiTokenRows {

    static final ListedTable LISTED = new ListedTable(
            "t.*",
            "api_token t",
            "t.id",
            "text",
            Map.of(
                    "name", ListedTable.Field.of("('apiTokens/' || t.id)"),
                    "display_name", ListedTable.Field.of("t.display_name"),
                    "creator", ListedTable.Field.of("t.creator"),
                    "create_time", ListedTable.Field.of("t.created_at"),
                    "expire_time", ListedTable.Field.of("t.expires_at"),
                    "last_use_time", ListedTable.Field.of("t.used_at"),
                    "revoke_time", ListedTable.Field.of("t.revoked_at")),
            Map.of("create_time", "t.created_at"),
            Optional.empty());

    private ApiTokenRows() {}

    /** Inserts a token; 0 if its id or its request is taken. */
    static Mono<Long> inserted(Connection transaction, ApiToken token, Bytes hash, Optional<RequestId> requestId) {
        Statement statement = transaction
                .createStatement("""
                        insert into api_token (id, hash, display_name, roles, teams, creator, created_at, expires_at,
                                               request_id, request_hash)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                        on conflict do nothing
                        """)
                .bind("$1", token.id())
                .bind("$2", hash.array())
                .bind("$3", token.displayName())
                .bind(
                        "$4",
                        token.scope().roles().stream().map(Enum::name).sorted().toArray(String[]::new))
                .bind("$5", token.scope().teams().stream().sorted().toArray(String[]::new))
                .bind("$6", token.creator())
                .bind("$7", token.createdAt().atOffset(ZoneOffset.UTC))
                .bind("$8", token.expiresAt().atOffset(ZoneOffset.UTC));
        return Sql.updated(requestId
                .map(request -> statement
                        .bind("$9", request.id())
                        .bind("$10", request.payloadHash().array()))
                .orElseGet(() -> statement.bindNull("$9", UUID.class).bindNull("$10", byte[].class)));
    }

    static ApiToken read(Readable row) {
        return new ApiToken(
                Sql.column(row, "id", String.class),
                Sql.column(row, "display_name", String.class),
                scope(row),
                Sql.column(row, "creator", String.class),
                PostgresInbox.instant(row, "created_at"),
                PostgresInbox.instant(row, "expires_at"),
                time(row, "used_at"),
                time(row, "revoked_at"));
    }

    private static Scope scope(Readable row) {
        Set<TokenRole> roles = Stream.of(Sql.column(row, "roles", String[].class))
                .map(TokenRole::valueOf)
                .collect(Collectors.toUnmodifiableSet());
        return new Scope(roles, Set.of(Sql.column(row, "teams", String[].class)));
    }

    private static Optional<Instant> time(Readable row, String column) {
        return Optional.ofNullable(row.get(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
