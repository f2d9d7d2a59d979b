package io.fawkes.runtime.rpc;

import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.fawkes.runtime.identity.ApiTokenKeeperUnavailable;
import io.fawkes.runtime.identity.IssuerUnavailable;
import io.fawkes.runtime.identity.TokenRefused;
import io.grpc.BindableService;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Who may call which rpc: the credential says who someone is, the contract which roles may call. Asked by the one
 * interceptor of every service, and by the door before it hands anything on. Safe for concurrent use.
 */
public final class Admission {

    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Authentication authentication;
    private final AccessRules rules;

    private Admission(Authentication authentication, AccessRules rules) {
        this.authentication = authentication;
        this.rules = rules;
    }

    /** Admission to the rpcs of {@code services}; an rpc that does not say who may call it ends the start. */
    public static Admission to(Collection<ServiceDescriptor> services, Authentication authentication) {
        return new Admission(authentication, AccessRules.of(services));
    }

    static Admission of(Collection<? extends BindableService> services, Authentication authentication) {
        return to(services.stream().map(AccessRules::descriptor).toList(), authentication);
    }

    /** Whether this is an rpc of the mesh; others (health, reflection) are open to everyone. */
    public boolean knows(String fullMethodName) {
        return rules.knows(fullMethodName);
    }

    /** Whether anyone may call it, as senders of webhooks do. */
    public boolean isOpenToAnyone(String fullMethodName) {
        return rules.rolesFor(fullMethodName).contains(Role.ANONYMOUS);
    }

    /**
     * The caller, who shows {@code authorization}, the value of that header if there is one. A credential that is not
     * known here is refused, except by an rpc that is open to everyone and takes {@code authorization} as data: its
     * credentials are the service's to judge, and here its caller is anonymous. Answers at once unless an issuer has to be
     * asked for its keys, or data-api for an API token.
     *
     * @param fullMethodName {@code package.Service/Method}
     * @return fails with a {@link io.grpc.StatusRuntimeException}: UNAUTHENTICATED, PERMISSION_DENIED, or UNAVAILABLE if an
     *     issuer's keys cannot be had; each with a reason
     */
    public Mono<Principal> admit(String fullMethodName, @Nullable String authorization) {
        Mono<Principal> known = authentication.recognise(authorization);
        Mono<Principal> caller = rules.judgesCredentials(fullMethodName) ? lenient(known) : known;
        return caller.onErrorMap(Admission::refusal)
                .switchIfEmpty(Mono.error(Admission::unknown))
                .map(principal -> allowed(fullMethodName, principal));
    }

    private static Mono<Principal> lenient(Mono<Principal> known) {
        return known.onErrorResume(TokenRefused.class, _ -> Mono.empty()).defaultIfEmpty(Principal.ANONYMOUS);
    }

    private static Throwable unknown() {
        return RpcStatus.credentialInvalid("authorization: not a token that is known here")
                .toException();
    }

    private static Throwable refusal(Throwable failure) {
        return switch (failure) {
            case TokenRefused refused ->
                RpcStatus.credentialInvalid("authorization: the token is refused: " + refused.getMessage())
                        .toException();
            case IssuerUnavailable away ->
                RpcStatus.dependencyUnavailable("authorization: " + away.getMessage(), RETRY)
                        .toException();
            case ApiTokenKeeperUnavailable away ->
                RpcStatus.dependencyUnavailable("authorization: " + away.getMessage(), RETRY)
                        .toException();
            default -> failure;
        };
    }

    private Principal allowed(String fullMethodName, Principal principal) {
        Set<Role> allowed = rules.rolesFor(fullMethodName);
        if (principal.hasOneOf(allowed)) {
            return principal;
        }
        if (principal.equals(Principal.ANONYMOUS)) {
            throw RpcStatus.credentialInvalid("authorization: missing (expected: Bearer token)")
                    .toException();
        }
        throw RpcStatus.roleMissing(fullMethodName + ": needs one of the roles " + allowed)
                .toException();
    }
}
