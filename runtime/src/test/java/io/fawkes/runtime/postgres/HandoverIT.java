package io.fawkes.runtime.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.instrumentation.reactor.v3_1.ContextPropagationOperator;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;

/** A pool hands its connections over on the threads of those who give them back. */
@ExtendWith(PostgresExtension.class)
final class HandoverIT {

    private static final Duration GENEROUS = Duration.ofSeconds(30);
    private static final ContextKey<String> CALL = ContextKey.named("call");
    private static final String NONE = "none";

    private final CompletableFuture<@Nullable Void> acquired = new CompletableFuture<>();
    private final CompletableFuture<String> answer = new CompletableFuture<>();
    private final Database database;

    HandoverIT(@Migrated("sample") TestDatabase fresh) {
        Migrations.ofRuntime(fresh.config()).run().block();
        this.database = Database.open(fresh.config().withPoolSize(1), OpenTelemetry.noop());
    }

    @BeforeAll
    static void carryContexts() {
        ContextPropagationOperator.create().registerOnEachOperator();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void workOfOnesOwnNeverRunsInTheCallThatGaveTheConnectionBack() throws Exception {
        CompletableFuture<@Nullable String> call = holding("call").toFuture();
        acquired.get(GENEROUS.toSeconds(), TimeUnit.SECONDS);
        CompletableFuture<@Nullable String> own =
                database.inTransaction(_ -> Mono.fromSupplier(HandoverIT::seen)).toFuture();

        answer.complete("done");

        assertEquals("done", call.get(GENEROUS.toSeconds(), TimeUnit.SECONDS));
        assertEquals(NONE, own.get(GENEROUS.toSeconds(), TimeUnit.SECONDS));
    }

    @Test
    void aCallGoesOnInItsOwnContext() throws Exception {
        CompletableFuture<@Nullable String> first = holding("first").toFuture();
        acquired.get(GENEROUS.toSeconds(), TimeUnit.SECONDS);
        CompletableFuture<@Nullable String> second = within(
                        "second", Mono.defer(() -> database.read(_ -> Mono.fromSupplier(HandoverIT::seen))))
                .toFuture();

        answer.complete("done");

        assertEquals("done", first.get(GENEROUS.toSeconds(), TimeUnit.SECONDS));
        assertEquals("second", second.get(GENEROUS.toSeconds(), TimeUnit.SECONDS));
    }

    private Mono<String> holding(String name) {
        return within(name, database.inTransaction(_ -> {
            acquired.complete(null);
            return Mono.fromFuture(answer, true);
        }));
    }

    private static Mono<String> within(String name, Mono<String> work) {
        Context context = Context.root().with(CALL, name).with(Span.wrap(valid()));
        return work.contextWrite(view -> ContextPropagationOperator.storeOpenTelemetryContext(view, context));
    }

    private static SpanContext valid() {
        return SpanContext.create(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                TraceFlags.getSampled(),
                TraceState.getDefault());
    }

    private static String seen() {
        String call = Context.current().get(CALL);
        return call == null ? NONE : call;
    }
}
