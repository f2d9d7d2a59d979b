package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.filter.Condition;
import io.fawkes.dataapi.domain.filter.Condition.Compare;
import io.fawkes.dataapi.domain.filter.Condition.Comparison;
import io.fawkes.dataapi.domain.filter.Condition.Holds;
import io.fawkes.dataapi.domain.filter.Condition.Match;
import io.fawkes.dataapi.domain.filter.Condition.Present;
import io.fawkes.dataapi.domain.filter.Condition.Target;
import io.fawkes.dataapi.domain.filter.FieldType;
import io.r2dbc.spi.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Conditions as SQL, with every value bound. Null is what an absent field compares to: it counts as false everywhere, and
 * NOT turns {@code is not true} around.
 */
final class FilterSql {

    /** Texts are kept for lists up to here, and compare up to here. */
    static final int LONGEST_TEXT = 500;

    private final ListedTable table;
    private final List<Object> values = new ArrayList<>();

    FilterSql(ListedTable table) {
        this.table = table;
    }

    /** Binds {@code value} and answers with its marker. */
    String bound(Object value) {
        values.add(value);
        return "$" + values.size();
    }

    /** Binds all values to {@code statement}. */
    Statement bind(Statement statement) {
        for (int index = 0; index < values.size(); index++) {
            statement.bind(index, values.get(index));
        }
        return statement;
    }

    String sql(Condition condition) {
        return switch (condition) {
            case Condition.And and -> joined(and.all(), " and ", "true");
            case Condition.Or or -> joined(or.any(), " or ", "false");
            case Condition.Not not -> "(" + sql(not.negated()) + ") is not true";
            case Compare compare -> compared(compare);
            case Match match -> matched(match);
            case Present present -> present(present);
            case Holds holds -> held(holds);
        };
    }

    private String joined(List<Condition> conditions, String operator, String ofNone) {
        return conditions.isEmpty()
                ? ofNone
                : conditions.stream().map(this::sql).collect(Collectors.joining(operator, "(", ")"));
    }

    private String compared(Compare compare) {
        String column = table.field(compare.field().path()).sql();
        String collation = compare.field().type() == FieldType.TEXT ? " collate \"C\"" : "";
        return column + collation + " " + operator(compare.comparison()) + " " + bound(sqlValue(compare.value()));
    }

    private static String operator(Comparison comparison) {
        return switch (comparison) {
            case EQUAL -> "=";
            case UNEQUAL -> "<>";
            case LESS -> "<";
            case LESS_OR_EQUAL -> "<=";
            case GREATER -> ">";
            case GREATER_OR_EQUAL -> ">=";
        };
    }

    private static Object sqlValue(Object value) {
        return switch (value) {
            case Instant time -> time.atOffset(ZoneOffset.UTC);
            case Duration span -> span.toNanos();
            case String text -> cut(text);
            default -> value;
        };
    }

    private String matched(Match match) {
        List<String> parts = match.pattern().parts();
        if (parts.size() > 1) {
            return target(match.field()) + (match.wanted() ? " like " : " not like ") + bound(like(parts));
        }
        String text = cut(parts.getFirst());
        return match.wanted() ? is(match.field(), text) : target(match.field()) + " <> " + bound(text);
    }

    private String is(Target target, String text) {
        return switch (target) {
            case Target.Text field -> table.field(field.field().path()).is(bound(text), text);
            case Target.Entry _ -> target(target) + " = " + bound(text);
        };
    }

    private String target(Target target) {
        return switch (target) {
            case Target.Text text -> table.field(text.field().path()).sql();
            case Target.Entry entry ->
                "(" + table.field(entry.map().path()).sql() + " ->> " + bound(clean(entry.key())) + "::text)";
        };
    }

    private static String like(List<String> parts) {
        return parts.stream()
                .map(part ->
                        clean(part).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_"))
                .collect(Collectors.joining("%"));
    }

    private String present(Present present) {
        String column = table.field(present.field().path()).sql();
        return switch (present.field().type()) {
            case MAP -> column + " <> '{}'::jsonb";
            case TEXTS -> "cardinality(" + column + ") > 0";
            default -> column + " is not null";
        };
    }

    private String held(Holds holds) {
        String column = table.field(holds.field().path()).sql();
        String marker = bound(clean(holds.member()));
        return holds.field().type() == FieldType.MAP
                ? column + " ? " + marker + "::text"
                : column + " @> array[" + marker + "::text]";
    }

    /** A text as columns keep it. */
    static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_TEXT
                ? clean(text)
                : clean(text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT)));
    }

    /** PostgreSQL has no place for the character zero in a text. */
    private static String clean(String text) {
        return text.replace('\0', ' ');
    }
}
