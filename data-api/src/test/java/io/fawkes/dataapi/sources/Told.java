package io.fawkes.dataapi.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.inbox.Rejection;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.domain.inbox.Understanding.Refused;
import io.fawkes.dataapi.domain.inbox.Understanding.Understood;
import io.fawkes.dataapi.domain.inbox.WebhookRequest;
import io.fawkes.dataapi.domain.inbox.WebhookSource;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What sources make of requests that arrive at {@link #NOW}, and the facts that come of it. */
public final class Told {

    public static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private Told() {}

    public static Understood understood(WebhookSource source, WebhookRequest request) {
        Understanding understanding = source.understand(request, NOW);
        return assertInstanceOf(Understood.class, understanding, understanding.toString());
    }

    public static Rejection refused(WebhookSource source, WebhookRequest request) {
        Understanding understanding = source.understand(request, NOW);
        return assertInstanceOf(Refused.class, understanding, understanding.toString())
                .rejection();
    }

    /** The facts by their keys. */
    public static NavigableMap<FactKey, FactState> facts(WebhookSource source, List<WebhookRequest> requests) {
        NavigableMap<FactKey, FactState> facts = new TreeMap<>();
        for (WebhookRequest request : requests) {
            for (Revision said : understood(source, request).revisions()) {
                facts.merge(
                        said.key(),
                        FactState.unknown(said.key(), said.kind()).merge(said, "deliveries/1"),
                        (before, _) -> before.merge(said, "deliveries/1"));
            }
        }
        return facts;
    }

    /** The one fact that comes of them. */
    public static FactState fact(WebhookSource source, WebhookRequest... requests) {
        NavigableMap<FactKey, FactState> facts = facts(source, List.of(requests));
        assertEquals(1, facts.size(), facts.keySet().toString());
        return facts.firstEntry().getValue();
    }
}
