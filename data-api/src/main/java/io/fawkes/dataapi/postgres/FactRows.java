package io.fawkes.dataapi.postgres;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fawkes.dataapi.domain.fact.Derivations;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.QualityCondition;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.fact.StatusChange;
import io.fawkes.dataapi.domain.filter.FieldType;
import io.fawkes.dataapi.domain.filter.FilterField;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Facts as rows of their list, in JSON: one parameter for any number of rows and columns. */
final class FactRows {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    static final SourceKey NO_CLAIM = new SourceKey("", "");

    private final FactList list;

    FactRows(FactList list) {
        this.list = list;
    }

    String of(List<FactState> states) {
        ArrayNode rows = JSON.arrayNode();
        states.forEach(state -> rows.add(row(state)));
        return rows.toString();
    }

    private ObjectNode row(FactState state) {
        SourceKey claim = state.get(list.shape().claim()).orElse(NO_CLAIM);
        ObjectNode row = JSON.objectNode()
                .put("id", state.key().id())
                .put("source", state.key().source())
                .put("source_id", state.key().sourceId())
                .put("claim_key", claim.key())
                .put("claim_value", claim.canonicalValue())
                .put("started_at", list.shape().began(state).toString());
        Map<String, Object> derived = Derivations.of(state);
        list.own().forEach(field -> put(row, field, state, derived));
        return row;
    }

    private static void put(ObjectNode row, FilterField field, FactState state, Map<String, Object> derived) {
        if (field.type() == FieldType.MAP) {
            row.set(FactList.column(field.path()), entries(state, field.path()));
        } else {
            Optional.ofNullable(derived.get(field.path()))
                    .or(() -> held(state, field.path()))
                    .ifPresent(value -> put(row, FactList.column(field.path()), value));
        }
    }

    private static Optional<Object> held(FactState state, String path) {
        return Optional.ofNullable(state.fields().get(path)).flatMap(FactState.Held::value);
    }

    private static void put(ObjectNode row, String column, Object value) {
        switch (value) {
            case Boolean flag -> row.put(column, flag);
            case Long number -> row.put(column, number);
            case Double number when !Double.isFinite(number) -> {}
            case Double number -> row.put(column, number);
            case Duration span -> row.put(column, span.toNanos());
            case String text when text.isEmpty() -> {}
            default -> row.put(column, FilterSql.cut(value.toString()));
        }
    }

    private static ObjectNode entries(FactState state, String path) {
        ObjectNode entries = JSON.objectNode();
        String prefix = path + "[";
        state.fields().tailMap(prefix).entrySet().stream()
                .takeWhile(field -> field.getKey().startsWith(prefix))
                .forEach(field -> field.getValue()
                        .value()
                        .ifPresent(value -> entries.put(key(field.getKey(), prefix), text(value))));
        return entries;
    }

    private static String key(String entry, String prefix) {
        return entry.substring(prefix.length(), entry.length() - 1).replace('\0', ' ');
    }

    private static String text(Object value) {
        return switch (value) {
            case StatusChange change -> change.status().name();
            case QualityCondition condition -> condition.status().name();
            default -> FilterSql.cut(value.toString());
        };
    }
}
