package io.fawkes.runtime.rpc;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.Message;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.ProtoServiceDescriptorSupplier;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which roles may call which rpc, as the contract's {@code access} option declares it. Read from the descriptors, so
 * this package needs none of the generated classes. An rpc without the option ends the start.
 */
final class AccessRules {

    private static final String OPTION = "fawkes.type.v1.access";
    private static final String PREFIX = "ROLE_";

    private static final String REST_OPTION = "fawkes.type.v1.rest";

    private final Map<String, Set<Role>> rolesByMethod;
    private final Set<String> judges;

    private AccessRules(Map<String, Set<Role>> rolesByMethod, Set<String> judges) {
        this.rolesByMethod = Map.copyOf(rolesByMethod);
        this.judges = Set.copyOf(judges);
    }

    static AccessRules of(Collection<ServiceDescriptor> services) {
        Map<String, Set<Role>> rules = new HashMap<>();
        services.forEach(service -> collect(service, rules));
        return new AccessRules(rules, judges(services));
    }

    /** Roles that may call {@code fullMethodName}; none if it is not one of the mesh's rpcs. */
    Set<Role> rolesFor(String fullMethodName) {
        return rolesByMethod.getOrDefault(fullMethodName, Set.of());
    }

    boolean knows(String fullMethodName) {
        return rolesByMethod.containsKey(fullMethodName);
    }

    /**
     * Whether {@code fullMethodName} is open to everyone and takes {@code authorization} as data: it judges the
     * credential itself, so one that is not known here is not refused.
     */
    boolean judgesCredentials(String fullMethodName) {
        return judges.contains(fullMethodName) && rolesFor(fullMethodName).contains(Role.ANONYMOUS);
    }

    static ServiceDescriptor descriptor(BindableService service) {
        ServerServiceDefinition definition = service.bindService();
        if (definition.getServiceDescriptor().getSchemaDescriptor() instanceof ProtoServiceDescriptorSupplier schema) {
            return schema.getServiceDescriptor();
        }
        throw new IllegalArgumentException(definition.getServiceDescriptor().getName() + " has no schema");
    }

    private static void collect(ServiceDescriptor service, Map<String, Set<Role>> rules) {
        service.getMethods()
                .forEach(method -> rules.put(service.getFullName() + "/" + method.getName(), roles(method)));
    }

    private static Set<String> judges(Collection<ServiceDescriptor> services) {
        return services.stream()
                .flatMap(service -> service.getMethods().stream())
                .filter(method -> option(method, REST_OPTION).stream().anyMatch(AccessRules::takesAuthorization))
                .map(method -> method.getService().getFullName() + "/" + method.getName())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean takesAuthorization(Message rest) {
        Object headers = rest.getField(rest.getDescriptorForType().findFieldByName("headers"));
        return ((List<?>) headers).contains(CallInterceptor.AUTHORIZATION.name());
    }

    private static Optional<Message> option(MethodDescriptor method, String name) {
        return method.getOptions().getAllFields().entrySet().stream()
                .filter(option -> option.getKey().getFullName().equals(name))
                .map(option -> (Message) option.getValue())
                .findFirst();
    }

    private static Set<Role> roles(MethodDescriptor method) {
        return option(method, OPTION)
                .map(AccessRules::roles)
                .orElseThrow(
                        () -> new IllegalArgumentException(method.getFullName() + " does not say who may call it"));
    }

    private static Set<Role> roles(Message access) {
        FieldDescriptor field = access.getDescriptorForType().findFieldByName("roles");
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Object value : (List<?>) access.getField(field)) {
            roles.add(Role.valueOf(((EnumValueDescriptor) value).getName().substring(PREFIX.length())));
        }
        return roles;
    }
}
