package io.fawkes.runtime.testkit;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.ExtensionRegistry;
import io.fawkes.runtime.rpc.Role;
import io.fawkes.type.v1.AccessOuterClass;
import io.fawkes.type.v1.RestOuterClass;
import io.fawkes.type.v1.TeamScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An rpc of the mesh as the contract's descriptor set declares it.
 *
 * @param method its descriptor, with the options understood
 */
public record ContractRpc(MethodDescriptor method) {

    private static final String OWN = "fawkes.";
    private static final List<ServiceDescriptor> SERVICES = linked();

    /** Every service of the contract, by name. */
    public static List<ServiceDescriptor> services() {
        return SERVICES;
    }

    private static List<ServiceDescriptor> linked() {
        Map<String, FileDescriptor> linked = new LinkedHashMap<>();
        set().getFileList().forEach(file -> linked.put(file.getName(), link(file, linked)));
        return linked.values().stream()
                .filter(file -> file.getPackage().startsWith(OWN))
                .flatMap(file -> file.getServices().stream())
                .sorted(Comparator.comparing(ServiceDescriptor::getFullName))
                .toList();
    }

    /** Every rpc of the contract. */
    public static List<ContractRpc> all() {
        return services().stream()
                .flatMap(service -> service.getMethods().stream())
                .map(ContractRpc::new)
                .toList();
    }

    private static FileDescriptorSet set() {
        var extensions = ExtensionRegistry.newInstance();
        AnnotationsProto.registerAllExtensions(extensions);
        AccessOuterClass.registerAllExtensions(extensions);
        RestOuterClass.registerAllExtensions(extensions);
        try (var bytes = ContractRpc.class.getResourceAsStream("/mesh.desc")) {
            return FileDescriptorSet.parseFrom(Objects.requireNonNull(bytes, "mesh.desc"), extensions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileDescriptor link(FileDescriptorProto file, Map<String, FileDescriptor> linked) {
        var imports = file.getDependencyList().stream()
                .map(name -> Objects.requireNonNull(linked.get(name), name))
                .toArray(FileDescriptor[]::new);
        try {
            return FileDescriptor.buildFrom(file, imports);
        } catch (DescriptorValidationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code package.Service/Method}. */
    public String fullName() {
        return method.getService().getFullName() + "/" + method.getName();
    }

    /** Its name without its service's. */
    public String name() {
        return method.getName();
    }

    /** Roles that its option names; none if it has no option. */
    public Set<Role> roles() {
        return method.getOptions().getExtension(AccessOuterClass.access).getRolesList().stream()
                .map(role -> Role.valueOf(role.name().substring("ROLE_".length())))
                .collect(toUnmodifiableSet());
    }

    /** Whether its option names {@code role}. */
    public boolean isOpenTo(Role role) {
        return roles().contains(role);
    }

    /** Whether its option limits rows to the caller's teams. */
    public boolean isLimitedToRows() {
        return method.getOptions().getExtension(AccessOuterClass.access).getTeamScope() == TeamScope.TEAM_SCOPE_ROWS;
    }

    /** Where it is found over HTTP: verb and path of its first binding. */
    public String route() {
        HttpRule rule = rule();
        return switch (rule.getPatternCase()) {
            case GET -> "GET " + rule.getGet();
            case POST -> "POST " + rule.getPost();
            case PUT -> "PUT " + rule.getPut();
            case PATCH -> "PATCH " + rule.getPatch();
            case DELETE -> "DELETE " + rule.getDelete();
            case CUSTOM -> rule.getCustom().getKind() + " " + rule.getCustom().getPath();
            case PATTERN_NOT_SET -> "gRPC only";
        };
    }

    /** Whether HTTP's own semantics say that it changes nothing. */
    public boolean isRead() {
        return rule().getPatternCase() == HttpRule.PatternCase.GET;
    }

    /** Whether senders of webhooks post to it. */
    public boolean isWebhook() {
        return Stream.concat(Stream.of(rule()), rule().getAdditionalBindingsList().stream())
                .anyMatch(binding -> binding.getPost().startsWith("/webhooks/"));
    }

    private HttpRule rule() {
        return method.getOptions().getExtension(AnnotationsProto.http);
    }

    @Override
    public String toString() {
        return fullName();
    }
}
