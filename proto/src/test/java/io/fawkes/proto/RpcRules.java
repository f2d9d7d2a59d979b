package io.fawkes.proto;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toUnmodifiableList;

import com.google.api.FieldBehavior;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import io.fawkes.type.v1.AccessOuterClass;
import io.fawkes.type.v1.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What holds for every rpc, standard or not: binding, roles, routes (AIP-127). */
final class RpcRules {
    private static final Set<String> VERBS = Set.of("GET", "POST", "PATCH", "DELETE");

    static final List<Rule> ALL = List.of(
            Rule.forEach("an rpc has an HTTP binding", Mesh::rpcs, RpcRules::binding),
            Rule.forEach("an rpc names the roles that may call it", Mesh::rpcs, RpcRules::roles),
            Rule.forEach("GET and DELETE have no body", Mesh::rpcs, RpcRules::body),
            Rule.forEach("a path begins with the version of its package", Mesh::rpcs, RpcRules::version),
            Rule.forEach("path variables and bodies are fields of the request", Mesh::rpcs, RpcRules::requestFields),
            new Rule("no two rpcs share a route", RpcRules::sharedRoutes));

    private RpcRules() {}

    private static void binding(MethodDescriptor rpc, Faults faults) {
        Http.all(rpc)
                .forEach(http -> faults.unless(
                        VERBS.contains(http.verb()), "no google.api.http with GET, POST, PATCH or DELETE"));
    }

    private static void roles(MethodDescriptor rpc, Faults faults) {
        var roles = rpc.getOptions().getExtension(AccessOuterClass.access).getRolesList();
        faults.unless(!roles.isEmpty(), "fawkes.type.v1.access names no role");
        faults.unless(!roles.contains(Role.ROLE_UNSPECIFIED), "fawkes.type.v1.access names ROLE_UNSPECIFIED");
    }

    private static void body(MethodDescriptor rpc, Faults faults) {
        Http.all(rpc)
                .filter(http -> Set.of("GET", "DELETE").contains(http.verb()))
                .forEach(http -> faults.unlessEqual("body of " + http.verb(), http.body(), ""));
    }

    private static void version(MethodDescriptor rpc, Faults faults) {
        var version = rpc.getFile().getPackage().replaceAll(".*\\.", "/") + "/";
        Http.all(rpc)
                .forEach(http ->
                        faults.unless(http.path().startsWith(version), http.path() + " is not below " + version));
    }

    private static void requestFields(MethodDescriptor rpc, Faults faults) {
        Http.all(rpc).forEach(http -> requestFields(rpc.getInputType(), http, faults));
        Http.of(rpc).variables().stream()
                .filter(variable ->
                        Http.all(rpc).allMatch(http -> http.variables().contains(variable)))
                .forEach(variable -> faults.unless(
                        isNeeded(field(rpc.getInputType(), variable)),
                        variable + " of the path is not marked REQUIRED"));
    }

    private static void requestFields(Descriptor request, Http http, Faults faults) {
        for (var variable : http.variables()) {
            var field = field(request, variable);
            faults.unless(Fields.isString(field), variable + " of the path is no string of the request");
        }
        var body = http.body();
        faults.unless(
                body.isEmpty() || body.equals("*") || Fields.isMessage(request.findFieldByName(body)),
                "body " + body + " is no message of the request");
    }

    /** An Update finds its resource by the identifier inside it. */
    private static boolean isNeeded(@Nullable FieldDescriptor field) {
        return Fields.isRequired(field) || Fields.has(field, FieldBehavior.IDENTIFIER);
    }

    /** The field at a dotted path. */
    private static @Nullable FieldDescriptor field(Descriptor message, String path) {
        var dot = path.indexOf('.');
        if (dot < 0) {
            return message.findFieldByName(path);
        }
        var outer = message.findFieldByName(path.substring(0, dot));
        return outer != null && Fields.isMessage(outer) ? field(outer.getMessageType(), path.substring(dot + 1)) : null;
    }

    private static Stream<Violation> sharedRoutes(Mesh mesh) {
        return mesh
                .rpcs()
                .flatMap(rpc -> Http.all(rpc).map(http -> new Route(rpc, http.verb() + " " + http.route())))
                .collect(groupingBy(Route::address, LinkedHashMap::new, toUnmodifiableList()))
                .values()
                .stream()
                .flatMap(routes -> routes.stream().skip(1).map(route -> route.sharedWith(routes.getFirst())));
    }

    private record Route(GenericDescriptor rpc, String address) {
        Violation sharedWith(Route first) {
            return new Violation(
                    rpc, address + " is the route of " + first.rpc().getFullName());
        }
    }
}
