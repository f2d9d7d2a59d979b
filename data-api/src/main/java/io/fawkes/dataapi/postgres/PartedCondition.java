package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.filter.Condition;
import io.fawkes.dataapi.domain.filter.Condition.Match;
import io.fawkes.dataapi.domain.filter.Condition.Target;
import io.fawkes.dataapi.postgres.ListedTable.Field;
import io.fawkes.dataapi.postgres.ListedTable.Parts;
import java.util.List;
import java.util.Optional;

/**
 * A condition that asks, beside other things, for rows that a table has in parts.
 *
 * @param field what tells the parts
 * @param text what it must be
 * @param rest everything else that is asked
 */
record PartedCondition(Field field, String text, Condition rest) {

    /** Empty if the condition asks for no such rows, or not for them alone. */
    static Optional<PartedCondition> of(ListedTable table, Condition condition) {
        List<Condition> all = condition instanceof Condition.And and ? and.all() : List.of(condition);
        return all.stream().flatMap(one -> asked(table, one, all).stream()).findFirst();
    }

    private static Optional<PartedCondition> asked(ListedTable table, Condition one, List<Condition> all) {
        if (!(one instanceof Match(Target.Text(var path), var pattern, var wanted))
                || !wanted
                || pattern.parts().size() > 1) {
            return Optional.empty();
        }
        Field field = table.field(path.path());
        String text = pattern.parts().getFirst();
        var rest = new Condition.And(
                all.stream().filter(other -> !other.equals(one)).toList());
        return field.hasParts(text) ? Optional.of(new PartedCondition(field, text, rest)) : Optional.empty();
    }

    Parts parts(FilterSql filter) {
        return field.parts(filter.bound(text));
    }
}
