package io.fawkes.dataapi.domain.filter;

import io.fawkes.dataapi.domain.filter.Condition.Compare;
import io.fawkes.dataapi.domain.filter.Condition.Comparison;
import io.fawkes.dataapi.domain.filter.Condition.Holds;
import io.fawkes.dataapi.domain.filter.Condition.Match;
import io.fawkes.dataapi.domain.filter.Condition.Pattern;
import io.fawkes.dataapi.domain.filter.Condition.Present;
import io.fawkes.dataapi.domain.filter.Condition.Target;
import io.fawkes.dataapi.domain.filter.FilterFields.Place;
import io.fawkes.dataapi.domain.filter.Syntax.Restriction;
import java.util.List;

/**
 * Filters as conditions: what is written, held against the fields that exist. Fails with InvalidField, naming the
 * {@code filter}, the place in it, and what was expected there.
 */
public final class Filters {

    private static final List<String> ANY = List.of("", "");

    private final FilterFields fields;

    private Filters(FilterFields fields) {
        this.fields = fields;
    }

    /** What {@code filter} asks of a resource with {@code fields}; an empty filter asks nothing. */
    public static Condition read(String filter, FilterFields fields) {
        return FilterParser.parse(filter).map(new Filters(fields)::condition).orElseGet(Condition::everything);
    }

    private Condition condition(Syntax syntax) {
        return switch (syntax) {
            case Syntax.And and ->
                new Condition.And(and.all().stream().map(this::condition).toList());
            case Syntax.Or or ->
                new Condition.Or(or.any().stream().map(this::condition).toList());
            case Syntax.Not not -> new Condition.Not(condition(not.negated()));
            case Restriction restriction -> restricted(restriction, fields.find(restriction.path()));
        };
    }

    private static Condition restricted(Restriction asked, Place place) {
        FilterField field = place.field();
        boolean isPresence =
                asked.comparator().equals(":") && asked.value().parts().equals(ANY);
        if (place.key().isPresent()) {
            String key = place.key().get();
            return isPresence ? new Holds(field, key) : matched(asked, new Target.Entry(field, key));
        }
        return isPresence ? new Present(field) : compared(asked, field);
    }

    private static Condition compared(Restriction asked, FilterField field) {
        return switch (field.type()) {
            case MAP, TEXTS -> held(asked, field);
            case TEXT -> isEquality(asked) ? matched(asked, new Target.Text(field)) : ordered(asked, field);
            default -> ordered(asked, field);
        };
    }

    private static boolean isEquality(Restriction asked) {
        return switch (asked.comparator()) {
            case "=", ":", "!=" -> true;
            default -> false;
        };
    }

    private static Condition held(Restriction asked, FilterField field) {
        if (!asked.comparator().equals(":") || asked.value().parts().size() > 1) {
            throw Refusals.at(
                    asked.position(),
                    field.path() + " is " + field.type().expected() + " (expected: " + field.path() + ":\"member\")");
        }
        return new Holds(field, asked.value().text());
    }

    private static Condition matched(Restriction asked, Target target) {
        if (!isEquality(asked)) {
            throw Refusals.at(asked.position(), "entries of a map have no order (expected: =, != or :)");
        }
        return new Match(
                target, new Pattern(asked.value().parts()), !asked.comparator().equals("!="));
    }

    private static Condition ordered(Restriction asked, FilterField field) {
        Comparison comparison = comparison(asked.comparator());
        boolean isOrder = comparison != Comparison.EQUAL && comparison != Comparison.UNEQUAL;
        if (isOrder && !field.type().isOrdered()) {
            throw Refusals.at(asked.position(), field.path() + " has no order (expected: = or !=)");
        }
        return new Compare(field, comparison, Values.read(field, asked.value()));
    }

    private static Comparison comparison(String written) {
        return switch (written) {
            case "=", ":" -> Comparison.EQUAL;
            case "!=" -> Comparison.UNEQUAL;
            case "<" -> Comparison.LESS;
            case "<=" -> Comparison.LESS_OR_EQUAL;
            case ">" -> Comparison.GREATER;
            default -> Comparison.GREATER_OR_EQUAL;
        };
    }
}
