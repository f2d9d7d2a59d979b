package io.fawkes.dataapi.domain.catalog;

import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.fact.Field;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Refuses what makes no sense, naming the field as callers know it.
 *
 * @param message the field of requests that carries the entry
 */
record Demand(String message) {

    private static final Pattern ID = Pattern.compile("[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern TEAM = Pattern.compile("teams/[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?");
    private static final int MOST_ELEMENTS = 1_000;

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Whether it is the name of one of that collection. */
    static boolean isName(EntryKind kind, String text) {
        return text.startsWith(kind.collection())
                && isId(text.substring(kind.collection().length()));
    }

    static boolean isTeam(String text) {
        return TEAM.matcher(text).matches();
    }

    void that(boolean holds, String field, Object value, String expected) {
        if (!holds) {
            throw new InvalidField(field, value + " (expected: " + expected + ")");
        }
    }

    void that(boolean holds, Field<?> field, Object value, String expected) {
        that(holds, message + "." + field.path(), value, expected);
    }

    void zone(Entry entry, Field<String> field) {
        entry.get(field)
                .ifPresent(zone -> that(
                        ZoneId.getAvailableZoneIds().contains(zone),
                        field,
                        zone,
                        "an IANA zone such as Europe/Berlin"));
    }

    void reference(Entry entry, Field<String> field, EntryKind kind) {
        entry.get(field)
                .ifPresent(
                        name -> that(isName(kind, name), field, name, kind.collection() + "{" + kind.message() + "}"));
    }

    /** Texts that are not blank, none of them twice. */
    @SuppressWarnings("rawtypes") // a list's class carries no element type
    void texts(Entry entry, Field<List> field) {
        List<String> texts = entry.list(field, String.class);
        texts.forEach(text -> that(!text.isBlank(), field, "\"" + text + "\"", "texts that are not blank"));
        once(field, texts);
    }

    /** Not too many, and none of them twice. */
    void once(Field<?> field, List<?> elements) {
        that(elements.size() <= MOST_ELEMENTS, field, elements.size() + " of them", "at most " + MOST_ELEMENTS);
        that(elements.stream().distinct().count() == elements.size(), field, elements, "each once");
    }
}
