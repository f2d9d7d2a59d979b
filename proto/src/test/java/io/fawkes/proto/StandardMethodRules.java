package io.fawkes.proto;

import com.google.api.ClientProto;
import com.google.api.ResourceProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The shapes of the standard methods, AIP-131 to AIP-135, and of custom methods, AIP-136. */
final class StandardMethodRules {
    private static final List<String> STANDARD = List.of("Get", "List", "Create", "Update", "Delete");
    private static final Pattern VERB = Pattern.compile(":([a-z])([A-Za-z]*)$");

    static final List<Rule> ALL = List.of(
            standard("a Get reads one resource by name", "Get", StandardMethodRules::get),
            standard("a List answers pages of a collection", "List", StandardMethodRules::list),
            standard("a Create takes the resource, its id and a request id", "Create", StandardMethodRules::create),
            standard("an Update takes the resource and a mask", "Update", StandardMethodRules::update),
            standard("a Delete takes a name", "Delete", StandardMethodRules::delete),
            Rule.forEach(
                    "a custom method ends in its verb",
                    mesh -> mesh.rpcs().filter(isStandard().negate()),
                    StandardMethodRules::custom));

    private StandardMethodRules() {}

    private static Rule standard(String name, String prefix, BiConsumer<MethodDescriptor, Faults> check) {
        return Rule.forEach(name, mesh -> mesh.rpcs().filter(is(prefix)), check);
    }

    private static Predicate<MethodDescriptor> isStandard() {
        return rpc -> STANDARD.stream().anyMatch(prefix -> is(prefix).test(rpc));
    }

    private static Predicate<MethodDescriptor> is(String prefix) {
        return rpc -> rpc.getName().matches(prefix + "[A-Z].*");
    }

    private static void get(MethodDescriptor rpc, Faults faults) {
        var resource = Resource.of(rpc.getOutputType());
        faults.unlessEqual("method", rpc.getName(), "Get" + resource.message().getName());
        faults.unlessEqual("verb", Http.of(rpc).verb(), "GET");
        faults.unlessEqual("method_signature", signature(rpc), "name");
        named(rpc, resource, faults);
    }

    private static void list(MethodDescriptor rpc, Faults faults) {
        var page = rpc.getOutputType();
        faults.unlessEqual("answer", page.getName(), rpc.getName() + "Response");
        faults.unlessEqual("verb", Http.of(rpc).verb(), "GET");
        var request = rpc.getInputType();
        faults.unless(
                Fields.isSingle(request.findFieldByName("page_size"), FieldDescriptor.Type.INT32),
                "no int32 page_size");
        faults.unless(Fields.isString(request.findFieldByName("page_token")), "no string page_token");
        faults.unless(Fields.isString(page.findFieldByName("next_page_token")), "no string next_page_token");
        listed(page).forEach(resource -> listed(rpc, resource, faults));
        faults.unless(listed(page).findAny().isPresent(), "field 1 of the page does not repeat a resource");
    }

    private static Stream<Resource> listed(Descriptor page) {
        return Stream.ofNullable(page.findFieldByNumber(1))
                .filter(field -> field.isRepeated() && field.getType() == FieldDescriptor.Type.MESSAGE)
                .map(field -> field.getMessageType())
                .filter(Resource::isResource)
                .map(Resource::of);
    }

    private static void listed(MethodDescriptor rpc, Resource resource, Faults faults) {
        var plural = resource.option().getPlural();
        faults.unlessEqual(
                "method", rpc.getName().toLowerCase(Locale.ROOT), ("List" + plural).toLowerCase(Locale.ROOT));
        collection(rpc, resource, faults);
    }

    private static void create(MethodDescriptor rpc, Faults faults) {
        var resource = Resource.of(rpc.getOutputType());
        var request = rpc.getInputType();
        var field = resource.fieldName();
        faults.unlessEqual(
                "method", rpc.getName(), "Create" + resource.message().getName());
        faults.unlessEqual("verb", Http.of(rpc).verb(), "POST");
        faults.unlessEqual("body", Http.of(rpc).body(), field);
        carried(request, resource, faults);
        faults.unless(Fields.isString(request.findFieldByName(field + "_id")), "no string " + field + "_id");
        faults.unless(Fields.isString(request.findFieldByName("request_id")), "no string request_id");
        collection(rpc, resource, faults);
    }

    private static void update(MethodDescriptor rpc, Faults faults) {
        var resource = Resource.of(rpc.getOutputType());
        var request = rpc.getInputType();
        faults.unlessEqual(
                "method", rpc.getName(), "Update" + resource.message().getName());
        faults.unlessEqual("verb", Http.of(rpc).verb(), "PATCH");
        faults.unlessEqual("body", Http.of(rpc).body(), resource.fieldName());
        faults.unlessEqual(
                "path variables", String.join(", ", Http.of(rpc).variables()), resource.fieldName() + ".name");
        carried(request, resource, faults);
        var mask = request.findFieldByName("update_mask");
        faults.unless(Fields.isMessage(mask, "google.protobuf.FieldMask"), "no google.protobuf.FieldMask update_mask");
        route(rpc, resource.names(), faults);
    }

    private static void delete(MethodDescriptor rpc, Faults faults) {
        faults.unlessEqual("verb", Http.of(rpc).verb(), "DELETE");
        faults.unlessEqual("answer", rpc.getOutputType().getFullName(), "google.protobuf.Empty");
        var reference = nameReference(rpc);
        faults.unlessEqual(
                "resource_reference of name",
                reference,
                "fawkes.io/" + rpc.getName().substring(6));
        faults.unlessEqual("path variables", String.join(", ", Http.of(rpc).variables()), "name");
    }

    /** The verb after the colon is the first word of the method's name; a POST carries the whole request. */
    private static void custom(MethodDescriptor rpc, Faults faults) {
        var http = Http.of(rpc);
        var verb = VERB.matcher(http.path());
        if (verb.find()) {
            var word = verb.group(1).toUpperCase(Locale.ROOT) + verb.group(2);
            faults.unless(rpc.getName().matches(word + "([A-Z].*)?"), "method does not begin with " + word);
        } else {
            faults.unless(false, http.path() + " does not end in a colon and a verb");
        }
        faults.unless(!http.verb().equals("POST") || http.body().equals("*"), "body of POST is not *");
    }

    private static void named(MethodDescriptor rpc, Resource resource, Faults faults) {
        faults.unless(Resource.isResource(resource.message()), "answer is no resource");
        faults.unlessEqual("path variables", String.join(", ", Http.of(rpc).variables()), "name");
        faults.unlessEqual(
                "resource_reference of name",
                nameReference(rpc),
                resource.option().getType());
        route(rpc, resource.names(), faults);
    }

    private static void carried(Descriptor request, Resource resource, Faults faults) {
        var field = request.findFieldByName(resource.fieldName());
        faults.unless(
                Fields.isMessage(field, resource.message().getFullName()) && Fields.isRequired(field),
                "no REQUIRED %s of the resource's type".formatted(resource.fieldName()));
    }

    private static void collection(MethodDescriptor rpc, Resource resource, Faults faults) {
        route(rpc, resource.collections(), faults);
    }

    /** The route, without its version, is one of {@code expected}. */
    private static void route(MethodDescriptor rpc, List<String> expected, Faults faults) {
        var route = Http.of(rpc).route().replaceFirst("^/v[0-9a-z]+/", "");
        faults.unless(expected.contains(route), "route: %s (expected: %s)".formatted(route, expected));
    }

    private static String nameReference(MethodDescriptor rpc) {
        var name = rpc.getInputType().findFieldByName("name");
        return name == null
                ? ""
                : name.getOptions()
                        .getExtension(ResourceProto.resourceReference)
                        .getType();
    }

    private static String signature(MethodDescriptor rpc) {
        return String.join(" | ", rpc.getOptions().getExtension(ClientProto.methodSignature));
    }
}
