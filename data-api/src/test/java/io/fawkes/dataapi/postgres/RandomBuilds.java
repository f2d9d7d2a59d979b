package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.fact.BuildFields;
import io.fawkes.dataapi.domain.fact.BuildStatus;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.Field;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.Shape;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.filter.FilterField;
import io.fawkes.dataapi.domain.report.FactListings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Builds and filters of few values, so that they meet often; among the texts those that SQL and patterns trip over. */
final class RandomBuilds {

    static final SourceKey CLAIMED = new SourceKey("jenkins.io/job-full-name", "shop/main");

    private static final List<String> TEXTS =
            List.of("a", "ab", "A", "a%b", "a_b", "axb", "a*b", "a\\b", "it's", "ä", "😀");
    private static final List<FilterField> FIELDS =
            List.copyOf(FactListings.of(Shape.BUILD).fields().all());
    private static final List<String> EQUALITIES = List.of("=", "!=", ":");
    private static final List<String> COMPARATORS = List.of("=", "!=", ":", "<", "<=", ">", ">=");

    private final Random random;

    RandomBuilds(Random random) {
        this.random = random;
    }

    Revision revision(int row) {
        Revision revision = Revision.of(new FactKey("api", "b" + row), FactKind.BUILD, 1, StorageFixture.NOON)
                .with(BuildFields.SOURCE_KEY, random.nextBoolean() ? CLAIMED : new SourceKey("k", "v"));
        for (Field<String> text :
                List.of(BuildFields.PIPELINE, BuildFields.COMMIT_SHA, BuildFields.REF, BuildFields.TRIGGERED_BY)) {
            revision = revision.withPresent(text, maybe(one(TEXTS)));
        }
        for (Field<Instant> time : List.of(BuildFields.QUEUE_TIME, BuildFields.START_TIME, BuildFields.FINISH_TIME)) {
            revision = revision.withPresent(time, maybe(StorageFixture.NOON.plusSeconds(random.nextInt(4))));
        }
        for (String key : List.of("a", "ab", "a%b")) {
            revision = revision.withPresent(BuildFields.ARTIFACTS.at(key), maybe(one(TEXTS)));
        }
        return revision.withPresent(BuildFields.NUMBER, maybe((long) random.nextInt(4)))
                .withPresent(BuildFields.STATUS, maybe(one(List.of(BuildStatus.values()))));
    }

    private <T> Optional<T> maybe(T value) {
        return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(value);
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    String filter(int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(6)) {
            case 1 -> "(" + filter(depth - 1) + ") AND (" + filter(depth - 1) + ")";
            case 2 -> "(" + filter(depth - 1) + " " + filter(depth - 1) + ")";
            case 3 -> "(" + filter(depth - 1) + ") OR " + restriction();
            case 4 -> "NOT (" + filter(depth - 1) + ")";
            case 5 -> "-" + restriction();
            default -> restriction();
        };
    }

    private String restriction() {
        FilterField field = one(FIELDS);
        if (random.nextInt(8) == 0) {
            return field.path() + ":*";
        }
        return switch (field.type()) {
            case MAP ->
                random.nextBoolean()
                        ? field.path() + ":" + quoted(one(TEXTS))
                        : field.path() + "." + quoted(one(List.of("a", "ab", "a%b"))) + one(EQUALITIES) + pattern();
            case CHOICE -> field.path() + one(EQUALITIES) + one(field.choices());
            case INTEGER -> field.path() + one(COMPARATORS) + random.nextInt(4);
            case TIME -> field.path() + one(COMPARATORS) + StorageFixture.NOON.plusSeconds(random.nextInt(4));
            case SPAN -> field.path() + one(COMPARATORS) + random.nextInt(4) + "s";
            case TEXT -> text(field);
            case FLAG, DECIMAL, TEXTS -> throw new IllegalStateException("a build has no " + field.type());
        };
    }

    private String text(FilterField field) {
        String comparator = one(COMPARATORS);
        if (field.path().equals(FactListings.SERVICE)) {
            return field.path() + comparator + one(List.of("services/shop", "services/-", "services/other"));
        }
        boolean isOrder = comparator.contains("<") || comparator.contains(">");
        return field.path() + " " + comparator + " " + (isOrder ? quoted(one(TEXTS)) : pattern());
    }

    /** A text, in one of three cases with stars in it. */
    private String pattern() {
        return switch (random.nextInt(6)) {
            case 0 -> "\"" + one(List.of("a*", "*b", "a*b", "*", "*%*", "*_*", "a**", "*\\*b")) + "\"";
            case 1 -> quoted(one(TEXTS)).replace("x", "*");
            default -> quoted(one(TEXTS));
        };
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("*", "\\*").replace("\"", "\\\"") + "\"";
    }
}
