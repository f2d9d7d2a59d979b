package io.fawkes.dataapi.domain.catalog;

import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.Field;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What the catalog keeps: its kinds, which of their fields callers set, and what must hold for them. */
public enum EntryKind {
    /** Something a team delivers. */
    SERVICE(FactKind.SERVICE, "service"),
    /** Which days and hours are worked. */
    CALENDAR(FactKind.CALENDAR, "calendar"),
    /** By which definitions services are measured. */
    POLICY(FactKind.POLICY, "policy"),
    /** What a team answered to DORA's survey. */
    SURVEY_ANSWER(FactKind.SURVEY_ANSWER, "survey_answer");

    private final FactKind kind;
    private final String message;

    EntryKind(FactKind kind, String message) {
        this.kind = kind;
        this.message = message;
    }

    /** The kind whose facts are of that kind. */
    static EntryKind of(FactKind kind) {
        return Arrays.stream(values())
                .filter(known -> known.kind == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(kind + " is none of the catalog's"));
    }

    /** Of which kind its facts are. */
    public FactKind kind() {
        return kind;
    }

    /** The field of requests that carries one. */
    public String message() {
        return message;
    }

    /** What callers set, in the order of the contract. */
    public List<Field<?>> editable() {
        return switch (this) {
            case SERVICE -> EntryFields.SERVICE;
            case CALENDAR -> EntryFields.CALENDAR;
            case POLICY -> EntryFields.POLICY;
            case SURVEY_ANSWER -> EntryFields.SURVEY_ANSWER;
        };
    }

    /** All that its facts hold, but for the times that are this service's own. */
    List<Field<?>> fields() {
        return this == SERVICE
                ? Stream.concat(EntryFields.SERVICE.stream(), EntryFields.SERVICE_KEPT.stream())
                        .toList()
                : editable();
    }

    /** What its resource names begin with. */
    public String collection() {
        return kind.collection() + "/";
    }

    /** The key of the fact of that id. Services had theirs before there was anything else. */
    public FactKey key(String id) {
        return new FactKey(Entry.SOURCE, this == SERVICE ? id : collection() + id);
    }

    /** {@code entry} as it is kept; fails with InvalidField if it makes no sense. */
    Entry demanded(Entry entry) {
        var demand = new Demand(message);
        demand.that(
                Demand.isId(entry.id()),
                message + "_id",
                entry.id(),
                "1 to 63 of a-z, 0-9 and -, beginning with a letter");
        return switch (this) {
            case SERVICE -> ServiceRule.demanded(entry, demand);
            case CALENDAR -> CalendarRule.demanded(entry, demand);
            case POLICY -> PolicyRule.demanded(entry, demand);
            case SURVEY_ANSWER -> SurveyRule.demanded(entry, demand);
        };
    }
}
