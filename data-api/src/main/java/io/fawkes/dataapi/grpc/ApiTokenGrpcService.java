package io.fawkes.dataapi.grpc;

import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.DataApiException.UnknownResource;
import io.fawkes.dataapi.domain.RequestId;
import io.fawkes.dataapi.domain.audit.AuditEvent.Deed;
import io.fawkes.dataapi.domain.filter.ListQuery.Listed;
import io.fawkes.dataapi.domain.token.ApiTokenListing;
import io.fawkes.dataapi.domain.token.ApiTokens;
import io.fawkes.dataapi.domain.token.Secret;
import io.fawkes.dataapi.v1.ApiToken;
import io.fawkes.dataapi.v1.CreateApiTokenRequest;
import io.fawkes.dataapi.v1.GetApiTokenRequest;
import io.fawkes.dataapi.v1.ListApiTokensRequest;
import io.fawkes.dataapi.v1.ListApiTokensResponse;
import io.fawkes.dataapi.v1.ReactorApiTokenServiceGrpc;
import io.fawkes.dataapi.v1.RevokeApiTokenRequest;
import io.fawkes.dataapi.v1.VerifyApiTokenRequest;
import io.fawkes.dataapi.v1.VerifyApiTokenResponse;
import io.fawkes.runtime.rpc.CallContext;
import io.fawkes.runtime.rpc.RpcEdge;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/** API tokens as rpcs. A secret is in the answer that makes its token, and nowhere else. */
public final class ApiTokenGrpcService extends ReactorApiTokenServiceGrpc.ApiTokenServiceImplBase {

    private static final String COLLECTION = io.fawkes.dataapi.domain.token.ApiToken.COLLECTION;
    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,63}");
    private static final int HASH_BYTES = 32;

    private final RpcEdge edge = new RpcEdge(new DataApiStatuses());
    private final ApiTokens tokens;
    private final InstantSource clock;
    private final SecureRandom random;

    public ApiTokenGrpcService(ApiTokens tokens, InstantSource clock, SecureRandom random) {
        this.tokens = tokens;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Mono<ApiToken> createApiToken(CreateApiTokenRequest request) {
        return edge.one(() -> {
            var payload = Bytes.of(request.toBuilder().clearRequestId().build().toByteArray());
            var requestId = RequestId.of(request.getRequestId(), payload.sha256());
            String id = id(request.getApiTokenId());
            return CallContext.ofPipeline().flatMap(call -> created(call, request.getApiToken(), id, requestId));
        });
    }

    private Mono<ApiToken> created(CallContext call, ApiToken message, String id, Optional<RequestId> requestId) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var asked = ApiTokenProtos.asked(message, id, call.principal().subject(), now);
        new TokenCreator(call.principal()).demand(asked.scope());
        Secret secret = Secret.random(random);
        return tokens.create(asked, secret.hash(), requestId, deed(call, "CreateApiToken", asked, scope(asked)))
                .map(kept -> kept.equals(asked) ? shown(kept, secret) : ApiTokenProtos.rendered(kept));
    }

    private static ApiToken shown(io.fawkes.dataapi.domain.token.ApiToken token, Secret secret) {
        return ApiTokenProtos.rendered(token).toBuilder()
                .setSecret(secret.shown())
                .build();
    }

    private static String scope(io.fawkes.dataapi.domain.token.ApiToken token) {
        return "%s of %s until %s"
                .formatted(
                        token.scope().roles().stream().sorted().toList(),
                        token.scope().teams().stream().sorted().toList(),
                        token.expiresAt());
    }

    private static Deed deed(
            CallContext call, String action, io.fawkes.dataapi.domain.token.ApiToken token, String detail) {
        return new Deed(call.principal().subject(), action, token.name(), detail, call.requestId());
    }

    private static String id(String given) {
        if (given.isEmpty()) {
            return UUID.randomUUID().toString();
        }
        if (!ID.matcher(given).matches()) {
            throw new InvalidField(
                    "api_token_id", given + " (expected: 1 to 63 lower-case letters, digits and dashes)");
        }
        return given;
    }

    @Override
    public Mono<ApiToken> getApiToken(GetApiTokenRequest request) {
        return edge.one(() -> CallContext.ofPipeline()
                .flatMap(call -> kept(call, request.getName()))
                .map(ApiTokenProtos::rendered));
    }

    /** The token of that name, if the caller may know of it. */
    private Mono<io.fawkes.dataapi.domain.token.ApiToken> kept(CallContext call, String name) {
        return Mono.just(name)
                .filter(asked -> asked.startsWith(COLLECTION))
                .flatMap(asked -> tokens.find(asked.substring(COLLECTION.length())))
                .filter(new TokenCreator(call.principal())::keeps)
                .switchIfEmpty(Mono.error(() -> new UnknownResource(name)));
    }

    @Override
    public Mono<ListApiTokensResponse> listApiTokens(ListApiTokensRequest request) {
        return edge.one(() -> {
            var asked = ListArguments.of(request, COLLECTION, ApiTokenListing.LISTING);
            var query = asked.query(Optional.empty());
            return CallContext.ofPipeline()
                    .map(CallContext::principal)
                    .flatMapMany(caller -> new TokenCreator(caller).isAdmin()
                            ? tokens.list(query)
                            : tokens.listOf(caller.subject(), query))
                    .collectList()
                    .map(read -> page(asked, read));
        });
    }

    private static ListApiTokensResponse page(
            ListArguments asked, List<Listed<io.fawkes.dataapi.domain.token.ApiToken>> read) {
        var response = ListApiTokensResponse.newBuilder().setNextPageToken(asked.next(read));
        asked.rows(read).forEach(row -> response.addApiTokens(ApiTokenProtos.rendered(row)));
        return response.build();
    }

    @Override
    public Mono<ApiToken> revokeApiToken(RevokeApiTokenRequest request) {
        return edge.one(() -> CallContext.ofPipeline()
                .flatMap(call -> kept(call, request.getName())
                        .flatMap(token -> tokens.revoke(token.id(), deed(call, "RevokeApiToken", token, ""))))
                .map(ApiTokenProtos::rendered));
    }

    @Override
    public Mono<VerifyApiTokenResponse> verifyApiToken(VerifyApiTokenRequest request) {
        return edge.one(() -> {
            var hash = request.getSecretSha256();
            if (hash.size() != HASH_BYTES) {
                throw new InvalidField("secret_sha256", hash.size() + " bytes (expected: " + HASH_BYTES + ")");
            }
            return tokens.shown(Bytes.of(hash.toByteArray()))
                    .map(token -> ApiTokenProtos.word(token, clock.instant()))
                    .defaultIfEmpty(ApiTokenProtos.refused("nobody made it here"));
        });
    }
}
