package io.fawkes.runtime.rpc;

import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.grpc.BindableService;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may call which rpc: the credential says who someone is, the contract which roles may call. Asked by the one
 * interceptor of every service, and by the door before it hands anything on. Safe for concurrent use.
 */
public final class Admission {

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

    /**
     * The caller, who shows {@code authorization}, the value of that header if there is one. A credential that is not
     * known here is refused, except by an rpc that is open to everyone and takes {@code authorization} as data: its
     * credentials are the service's to judge, and here its caller is anonymous.
     *
     * @param fullMethodName {@code package.Service/Method}
     * @throws io.grpc.StatusRuntimeException UNAUTHENTICATED or PERMISSION_DENIED, with a reason
     */
    public Principal admit(String fullMethodName, @Nullable String authorization) {
        Principal principal = caller(fullMethodName, authorization);
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

    private Principal caller(String fullMethodName, @Nullable String authorization) {
        return rules.judgesCredentials(fullMethodName)
                ? authentication.recognise(authorization).orElse(Principal.ANONYMOUS)
                : authentication.authenticate(authorization);
    }
}
