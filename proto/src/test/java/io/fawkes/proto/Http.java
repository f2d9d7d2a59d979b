package io.fawkes.proto;

import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import com.google.protobuf.Descriptors.MethodDescriptor;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One REST binding of an rpc.
 *
 * @param verb GET, POST, PATCH, DELETE or PUT; empty if there is none
 * @param path template as written
 * @param body request field that the body becomes, {@code *} for the whole request, empty for none
 */
record Http(String verb, String path, String body) {
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z_.]+)(?:=([^}]*))?}");

    /** The main binding, all of it empty if the rpc has none. */
    static Http of(MethodDescriptor rpc) {
        return of(rpc.getOptions().getExtension(AnnotationsProto.http));
    }

    /** The main binding and the additional ones. */
    static Stream<Http> all(MethodDescriptor rpc) {
        var rule = rpc.getOptions().getExtension(AnnotationsProto.http);
        return Stream.concat(Stream.of(rule), rule.getAdditionalBindingsList().stream())
                .map(Http::of);
    }

    private static Http of(HttpRule rule) {
        return switch (rule.getPatternCase()) {
            case GET -> new Http("GET", rule.getGet(), rule.getBody());
            case POST -> new Http("POST", rule.getPost(), rule.getBody());
            case PATCH -> new Http("PATCH", rule.getPatch(), rule.getBody());
            case DELETE -> new Http("DELETE", rule.getDelete(), rule.getBody());
            case PUT -> new Http("PUT", rule.getPut(), rule.getBody());
            case CUSTOM -> new Http(rule.getCustom().getKind(), rule.getCustom().getPath(), rule.getBody());
            case PATTERN_NOT_SET -> new Http("", "", rule.getBody());
        };
    }

    /** Fields that the path sets. */
    List<String> variables() {
        return VARIABLE.matcher(path).results().map(match -> match.group(1)).toList();
    }

    /** The path with every variable replaced by what it matches: {@code /v1/services/*}. */
    String route() {
        return VARIABLE.matcher(path).replaceAll(match -> match.group(2) == null ? "*" : match.group(2));
    }
}
