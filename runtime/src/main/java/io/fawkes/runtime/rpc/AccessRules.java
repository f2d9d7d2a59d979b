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
import java.util.Set;

/**
 * Which roles may call which rpc, as the contract's {@code access} option declares it. Read from the descriptors, so
 * this package needs none of the generated classes. An rpc without the option ends the start.
 */
final class AccessRules {

    private static final String OPTION = "fawkes.type.v1.access";
    private static final String PREFIX = "ROLE_";

    private final Map<String, Set<Role>> rolesByMethod;

    private AccessRules(Map<String, Set<Role>> rolesByMethod) {
        this.rolesByMethod = Map.copyOf(rolesByMethod);
    }

    static AccessRules of(Collection<ServiceDescriptor> services) {
        Map<String, Set<Role>> rules = new HashMap<>();
        services.forEach(service -> collect(service, rules));
        return new AccessRules(rules);
    }

    /** Roles that may call {@code fullMethodName}; none if it is not one of the mesh's rpcs. */
    Set<Role> rolesFor(String fullMethodName) {
        return rolesByMethod.getOrDefault(fullMethodName, Set.of());
    }

    boolean knows(String fullMethodName) {
        return rolesByMethod.containsKey(fullMethodName);
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

    private static Set<Role> roles(MethodDescriptor method) {
        return method.getOptions().getAllFields().entrySet().stream()
                .filter(option -> option.getKey().getFullName().equals(OPTION))
                .map(option -> roles((Message) option.getValue()))
                .findFirst()
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
