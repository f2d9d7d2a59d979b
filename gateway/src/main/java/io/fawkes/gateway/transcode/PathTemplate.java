package io.fawkes.gateway.transcode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A path of {@code google.api.http}, such as {@code /v1/{name=services/*}/dora:explain}.
 *
 * @param segments what each segment must be; {@link Wildcard#REST} only last
 * @param variables which segments make up which request field
 * @param verb the custom verb after the last colon; empty if there is none
 */
record PathTemplate(List<Segment> segments, List<Variable> variables, String verb) {
    /** What one segment of a path must be. */
    sealed interface Segment {}

    /** Exactly this text, after decoding. */
    record Literal(String text) implements Segment {}

    /** Any text. */
    enum Wildcard implements Segment {
        /** {@code *}: one segment that is not empty. */
        ONE,
        /** {@code **}: the rest of the path, which may be nothing. */
        REST
    }

    /**
     * A request field that takes its value from the path.
     *
     * @param field dotted path of the field
     * @param start first segment
     * @param end the segment after the last; ignored when the variable reaches to the path's end
     * @param toTheEnd whether it ends in {@code **}
     * @param single whether it is exactly one segment, which is then decoded whole
     */
    record Variable(String field, int start, int end, boolean toTheEnd, boolean single) {
        String valueIn(List<String> rawSegments) {
            var covered = rawSegments.subList(start, toTheEnd ? rawSegments.size() : end);
            return single
                    ? PercentCoding.decodeSegment(covered.getFirst())
                    : covered.stream().map(PercentCoding::decodeKeepingSlash).collect(Collectors.joining("/"));
        }
    }

    PathTemplate {
        segments = List.copyOf(segments);
        variables = List.copyOf(variables);
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if it is not one
     */
    static PathTemplate parse(String text) {
        return new PathTemplateParser(text).parse();
    }

    /** The captured values by field; {@code rawSegments} match this template, their verb taken off. */
    Map<String, String> captures(List<String> rawSegments) {
        var captures = new LinkedHashMap<String, String>();
        variables.forEach(variable -> captures.put(variable.field(), variable.valueIn(rawSegments)));
        return captures;
    }
}
