package io.fawkes.alerting.apiv2;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fawkes.alerting.domain.AlertingException.BodyRefused;
import io.fawkes.alerting.domain.Bytes;
import io.fawkes.alerting.domain.mute.SilenceDraft;
import io.fawkes.alerting.domain.routing.Matcher;
import io.fawkes.alerting.domain.routing.Matcher.Operator;
import io.fawkes.alerting.domain.routing.MatcherSyntax;
import io.fawkes.alerting.domain.routing.MatcherSyntax.Malformed;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A silence as it is posted: {@code matchers}, {@code startsAt}, {@code endsAt}, {@code createdBy}, {@code comment}, {@code id}. */
final class SilenceBody {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final MatcherSyntax syntax;
    private final JsonNode json;

    SilenceBody(MatcherSyntax syntax, Bytes body) {
        this.syntax = syntax;
        this.json = parsed(body);
    }

    private static JsonNode parsed(Bytes body) {
        try {
            return JSON.readTree(body.array());
        } catch (IOException e) {
            throw caused(new BodyRefused("not JSON (expected: a silence)"), e);
        }
    }

    private static BodyRefused caused(BodyRefused refused, Exception cause) {
        refused.initCause(cause);
        return refused;
    }

    /** Whose silence it is to change; empty asks for a new one. */
    Optional<String> id() {
        return Optional.of(json.path("id").asText()).filter(id -> !id.isEmpty());
    }

    SilenceDraft draft() {
        return new SilenceDraft(
                matchers(),
                Optional.of(time("startsAt")),
                time("endsAt"),
                text(json, "createdBy"),
                text(json, "comment"));
    }

    private List<Matcher> matchers() {
        JsonNode matchers = json.path("matchers");
        if (!matchers.isArray()) {
            throw new BodyRefused("matchers: missing or malformed (expected: an array)");
        }
        return StreamSupport.stream(matchers.spliterator(), false)
                .map(this::matcher)
                .toList();
    }

    private Matcher matcher(JsonNode matcher) {
        boolean isEqual = matcher.path("isEqual").asBoolean(true);
        boolean isRegex = flag(matcher, "isRegex");
        Operator positive = isRegex ? Operator.REGEX : Operator.EQUAL;
        Operator negative = isRegex ? Operator.NOT_REGEX : Operator.NOT_EQUAL;
        try {
            return syntax.matcher(text(matcher, "name"), isEqual ? positive : negative, text(matcher, "value"));
        } catch (Malformed e) {
            throw caused(new BodyRefused("matchers: " + e.problem()), e);
        }
    }

    private static boolean flag(JsonNode node, String name) {
        if (!node.path(name).isBoolean()) {
            throw new BodyRefused(name + ": missing or malformed (expected: true or false)");
        }
        return node.path(name).booleanValue();
    }

    private static String text(JsonNode node, String name) {
        if (!node.path(name).isTextual()) {
            throw new BodyRefused(name + ": missing or malformed (expected: a text)");
        }
        return node.path(name).textValue();
    }

    private Instant time(String name) {
        try {
            return OffsetDateTime.parse(text(json, name)).toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            throw caused(new BodyRefused(name + ": not a time (expected: 2026-01-31T12:00:00Z)"), e);
        }
    }
}
