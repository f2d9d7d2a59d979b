package io.fawkes.dataapi.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.fawkes.dataapi.domain.backfill.Page.Item;
import io.fawkes.dataapi.domain.backfill.Page.Rejected;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.json.Json;
import io.fawkes.dataapi.json.JsonBodies;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A thing of a page as it is put together from what its source answers. Not for concurrent use. */
public final class ToldItem {

    private final List<Revision> revisions = new ArrayList<>();
    private final List<Rejected> rejections = new ArrayList<>();

    /** Adds what {@code reader}, a reader of the source's webhooks, makes of {@code body}. */
    public void add(String name, JsonNode body, Function<Json, Understanding> reader) {
        add(name, body, reader, UnaryOperator.identity());
    }

    /** Adds the same, each revision changed by {@code change}. */
    public void add(String name, JsonNode body, Function<Json, Understanding> reader, UnaryOperator<Revision> change) {
        switch (JsonBodies.understood(body, reader)) {
            case Understanding.Understood understood ->
                understood.revisions().stream().map(change).forEach(revisions::add);
            case Understanding.Refused refused ->
                rejections.add(new Rejected(name, refused.rejection().detail()));
        }
    }

    /** The whole of it. */
    public Item item() {
        return new Item(revisions, rejections);
    }

    /**
     * What is known of a thing without the moment it was told at: the same at a millisecond less, so that what the source's
     * webhook says of it, which knows that moment, always goes before.
     */
    public static Revision yielding(Revision revision) {
        return new Revision(
                revision.key(),
                revision.kind(),
                Math.max(0, revision.number() - 1),
                revision.occurredAt(),
                revision.fields());
    }
}
