package io.fawkes.alerting.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows as one JSON parameter, which statements unfold with {@code jsonb_to_recordset}; and columns that are JSON. */
final class Rows {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private Rows() {}

    static ObjectNode row() {
        return JSON.createObjectNode();
    }

    static ObjectNode object(Map<String, String> texts) {
        ObjectNode object = row();
        texts.forEach(object::put);
        return object;
    }

    /** The parameter for {@code rows}. */
    static String json(List<ObjectNode> rows) {
        return array(rows).toString();
    }

    static ArrayNode array(List<ObjectNode> rows) {
        return JSON.createArrayNode().addAll(rows);
    }

    static Map<String, String> texts(Readable row, String column) {
        try {
            return JSON.readValue(Sql.column(row, column, String.class), TEXTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("column " + column + ": not what was written", e);
        }
    }

    /** The elements of a column that is an array. */
    static List<JsonNode> array(Readable row, String column) {
        try {
            List<JsonNode> elements = new ArrayList<>();
            JSON.readTree(Sql.column(row, column, String.class)).forEach(elements::add);
            return elements;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("column " + column + ": not what was written", e);
        }
    }

    static Instant instant(Readable row, String column) {
        return Sql.column(row, column, OffsetDateTime.class).toInstant();
    }

    static Optional<Instant> optionalInstant(Readable row, String column) {
        return Optional.ofNullable(row.get(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
