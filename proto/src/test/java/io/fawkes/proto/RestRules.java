package io.fawkes.proto;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import io.fawkes.type.v1.Rest;
import io.fawkes.type.v1.RestOuterClass;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The option by which an rpc asks more of the REST door. */
final class RestRules {
    private static final Pattern HEADER = Pattern.compile("[a-z0-9-]+\\*?");

    static final List<Rule> ALL = List.of(
            Rule.forEach("a rest option names fields of the right type", RestRules::rpcs, RestRules::fields),
            Rule.forEach("a rest option asks for a success", RestRules::rpcs, RestRules::status),
            Rule.forEach("a rest option hands on headers in lower case", RestRules::rpcs, RestRules::headers));

    private RestRules() {}

    private static Stream<MethodDescriptor> rpcs(Mesh mesh) {
        return mesh.rpcs().filter(rpc -> rpc.getOptions().hasExtension(RestOuterClass.rest));
    }

    private static Rest option(MethodDescriptor rpc) {
        return rpc.getOptions().getExtension(RestOuterClass.rest);
    }

    private static void fields(MethodDescriptor rpc, Faults faults) {
        var headers = option(rpc).getHeadersField();
        var size = option(rpc).getBodySizeField();
        var request = rpc.getInputType();
        faults.unless(
                headers.isEmpty() || Fields.isStringMap(request.findFieldByName(headers)),
                "headers_field %s is no map<string, string> of the request".formatted(headers));
        faults.unless(
                size.isEmpty() || Fields.isSingle(request.findFieldByName(size), FieldDescriptor.Type.INT64),
                "body_size_field %s is no int64 of the request".formatted(size));
    }

    private static void status(MethodDescriptor rpc, Faults faults) {
        var status = option(rpc).getSuccessStatus();
        faults.unless(status == 0 || status / 100 == 2, "success_status: %d (expected: 200 to 299)".formatted(status));
    }

    private static void headers(MethodDescriptor rpc, Faults faults) {
        var headers = option(rpc).getHeadersList();
        headers.forEach(header -> faults.unless(HEADER.matcher(header).matches(), "header " + header));
        faults.unless(
                headers.isEmpty() == option(rpc).getHeadersField().isEmpty(), "headers and headers_field go together");
    }
}
