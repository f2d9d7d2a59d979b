package io.fawkes.gateway.transcode;

import com.google.api.HttpRule;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * HTTP method and path of a binding.
 *
 * @param httpMethod in upper case; {@code *} for any
 */
record HttpPattern(String httpMethod, PathTemplate template) {
    static HttpPattern of(HttpRule rule) {
        return switch (rule.getPatternCase()) {
            case GET -> of("GET", rule.getGet());
            case PUT -> of("PUT", rule.getPut());
            case POST -> of("POST", rule.getPost());
            case DELETE -> of("DELETE", rule.getDelete());
            case PATCH -> of("PATCH", rule.getPatch());
            case CUSTOM -> of(rule.getCustom().getKind(), rule.getCustom().getPath());
            case PATTERN_NOT_SET -> throw new IllegalArgumentException("http rule: no pattern (expected: one)");
        };
    }

    /** The fields that the path fills, found in {@code type}. */
    Map<String, FieldPath> capturedFields(Descriptor type) {
        return template.variables().stream()
                .map(PathTemplate.Variable::field)
                .collect(Collectors.toUnmodifiableMap(name -> name, name -> scalar(type, name)));
    }

    private static FieldPath scalar(Descriptor type, String name) {
        return FieldPath.find(type, name)
                .filter(path -> !path.leaf().isRepeated())
                .filter(path -> path.leaf().getJavaType() != FieldDescriptor.JavaType.MESSAGE)
                .orElseThrow(() -> new IllegalArgumentException(
                        "http rule: {%s} (expected: a scalar field of %s)".formatted(name, type.getFullName())));
    }

    private static HttpPattern of(String method, String path) {
        return new HttpPattern(method, PathTemplate.parse(path));
    }
}
