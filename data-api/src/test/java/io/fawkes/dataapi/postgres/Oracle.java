package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.fact.BuildFields;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.filter.Condition;
import io.fawkes.dataapi.domain.filter.Condition.Compare;
import io.fawkes.dataapi.domain.filter.Condition.Holds;
import io.fawkes.dataapi.domain.filter.Condition.Match;
import io.fawkes.dataapi.domain.filter.Condition.Present;
import io.fawkes.dataapi.domain.filter.Condition.Target;
import io.fawkes.dataapi.domain.report.AttributedFact;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a condition says of a build, without SQL. */
final class Oracle {

    private Oracle() {}

    /**
     * A build that was told.
     *
     * @param fact what was told
     * @param kept what came back
     */
    record Told(FactState fact, AttributedFact kept) {}

    static boolean holds(Condition condition, Told build) {
        return switch (condition) {
            case Condition.And and -> and.all().stream().allMatch(each -> holds(each, build));
            case Condition.Or or -> or.any().stream().anyMatch(each -> holds(each, build));
            case Condition.Not not -> !holds(not.negated(), build);
            case Compare compare ->
                value(compare.field().path(), build)
                        .filter(value -> compares(value, compare))
                        .isPresent();
            case Match match ->
                text(match.field(), build)
                        .filter(text -> matches(text, match.pattern().parts()) == match.wanted())
                        .isPresent();
            case Present present ->
                present.field().path().equals("artifacts")
                        ? build.fact().fields().keySet().stream().anyMatch(BuildFields.ARTIFACTS::holds)
                        : value(present.field().path(), build).isPresent();
            case Holds holds ->
                build.fact().get(BuildFields.ARTIFACTS.at(holds.member())).isPresent();
        };
    }

    private static Optional<String> text(Target target, Told build) {
        return switch (target) {
            case Target.Text text -> value(text.field().path(), build).map(Object::toString);
            case Target.Entry entry -> build.fact().get(BuildFields.ARTIFACTS.at(entry.key()));
        };
    }

    private static Optional<Object> value(String path, Told build) {
        var fact = build.fact();
        return switch (path) {
            case "name" -> Optional.of(fact.name());
            case "service" -> Optional.of(build.kept().service());
            case "source_key.key" -> fact.get(BuildFields.SOURCE_KEY).map(key -> key.key());
            case "source_key.value" -> fact.get(BuildFields.SOURCE_KEY).map(key -> key.value());
            case "queue_time" ->
                fact.get(BuildFields.QUEUE_TIME)
                        .or(() -> fact.get(BuildFields.START_TIME))
                        .<Object>map(time -> time)
                        .or(() -> Optional.of(fact.occurredAt()));
            case "run_duration" -> ran(fact.get(BuildFields.START_TIME), fact.get(BuildFields.FINISH_TIME));
            case "status" -> fact.get(BuildFields.STATUS).map(Enum::name);
            default -> Optional.ofNullable(fact.fields().get(path)).flatMap(held -> held.value());
        };
    }

    private static Optional<Object> ran(Optional<Instant> start, Optional<Instant> finish) {
        return start.isEmpty() || finish.isEmpty() || finish.get().isBefore(start.get())
                ? Optional.empty()
                : Optional.of(Duration.between(start.get(), finish.get()));
    }

    private static boolean compares(Object value, Compare compare) {
        int order = switch (value) {
            case Long number -> number.compareTo((Long) compare.value());
            case Instant time -> time.compareTo((Instant) compare.value());
            case Duration span -> span.compareTo((Duration) compare.value());
            default -> Arrays.compareUnsigned(utf8(value), utf8(compare.value()));
        };
        return switch (compare.comparison()) {
            case EQUAL -> order == 0;
            case UNEQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
    }

    private static byte[] utf8(Object text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Whether {@code text} is of the parts, with anything between them. */
    private static boolean matches(String text, List<String> parts) {
        if (parts.size() == 1) {
            return text.equals(parts.getFirst());
        }
        if (!text.startsWith(parts.getFirst())) {
            return false;
        }
        int at = parts.getFirst().length();
        for (String part : parts.subList(1, parts.size() - 1)) {
            int found = text.indexOf(part, at);
            if (found < 0) {
                return false;
            }
            at = found + part.length();
        }
        return text.length() - parts.getLast().length() >= at && text.endsWith(parts.getLast());
    }
}
