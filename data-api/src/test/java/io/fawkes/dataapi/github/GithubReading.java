package io.fawkes.dataapi.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.fawkes.dataapi.domain.fact.Field;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.inbox.Rejection.Reason;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.domain.inbox.Understanding.Refused;
import io.fawkes.dataapi.domain.inbox.Understanding.Understood;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** GitHub's webhooks as our source understands them, and what it makes of them. */
final class GithubReading {

    static final String SHA = "f95f852bd8fca8fcc58a9a2d6c842781e32a215e";
    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private GithubReading() {}

    static GithubSource github() {
        return new GithubSource(List.of(GithubBodies.SECRET), Set.of("Incident", "bug"));
    }

    static Understood read(String event, String file) {
        return understood(github().understand(GithubBodies.signed(event, GithubBodies.body(file)), NOW));
    }

    static Understood understood(Understanding understanding) {
        return assertInstanceOf(Understood.class, understanding, understanding.toString());
    }

    static Reason refusal(Understanding understanding) {
        return assertInstanceOf(Refused.class, understanding, understanding.toString())
                .rejection()
                .reason();
    }

    static Revision only(Understood understood) {
        assertEquals(1, understood.revisions().size());
        return understood.revisions().getFirst();
    }

    static <T> T value(Revision revision, Field<T> field) {
        Optional<Object> said = revision.fields().getOrDefault(field.path(), Optional.empty());
        return said.map(field.type()::cast)
                .orElseThrow(() -> new AssertionError(field.path() + " is not said by " + revision));
    }
}
