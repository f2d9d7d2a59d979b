package io.fawkes.dataapi.domain.token;

import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.RequestId;
import io.fawkes.dataapi.domain.audit.AuditEvent.Deed;
import io.fawkes.dataapi.domain.filter.ListQuery;
import io.fawkes.dataapi.domain.filter.ListQuery.Listed;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The tokens. What changes one is recorded in the audit log in the same transaction.
 *
 * <p>Publishers do nothing until subscribed and may be subscribed again. Safe for concurrent use.
 */
public interface ApiTokens {

    /**
     * Keeps {@code token}; the token that an earlier request of the same id made instead, if there was one. Fails with
     * ResourceExists or RequestIdReused.
     */
    Mono<ApiToken> create(ApiToken token, Bytes hash, Optional<RequestId> requestId, Deed deed);

    /** The token of that id; empty if there is none. */
    Mono<ApiToken> find(String id);

    /** The tokens that {@code query} asks for. */
    Flux<Listed<ApiToken>> list(ListQuery query);

    /** The tokens of {@code creator} among them. */
    Flux<Listed<ApiToken>> listOf(String creator, ListQuery query);

    /** The token after it was revoked; one that was before stays as it is. Empty if there is none. */
    Mono<ApiToken> revoke(String id, Deed deed);

    /** The token whose secret has this SHA-256; empty if there is none. Notes its use, at most once a minute. */
    Mono<ApiToken> shown(Bytes hash);
}
