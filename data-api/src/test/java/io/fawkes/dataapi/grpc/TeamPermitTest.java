package io.fawkes.dataapi.grpc;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fawkes.dataapi.domain.RequestId;
import io.fawkes.dataapi.domain.catalog.Catalog;
import io.fawkes.dataapi.domain.catalog.EditCatalog;
import io.fawkes.dataapi.domain.catalog.Entry;
import io.fawkes.dataapi.domain.catalog.EntryChange;
import io.fawkes.dataapi.domain.catalog.EntryKind;
import io.fawkes.dataapi.domain.catalog.UnmappedSource;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.LeadTimeChoice;
import io.fawkes.dataapi.domain.fact.SurveyFields;
import io.fawkes.dataapi.domain.filter.ListQuery;
import io.fawkes.runtime.rpc.Principal;
import io.fawkes.runtime.rpc.Role;
import io.fawkes.runtime.rpc.RpcStatus;
import io.fawkes.runtime.testkit.Await;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who may say and change what a team answered. */
class TeamPermitTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Entry ANSWER = Entry.of(EntryKind.SURVEY_ANSWER, "spring", NOON)
            .with(SurveyFields.TEAM, "teams/cash")
            .with(SurveyFields.ANSWER_TIME, NOON)
            .with(SurveyFields.LEAD_TIME, LeadTimeChoice.LESS_THAN_ONE_DAY);

    @Test
    void aTeamAndAdminsKeepTheTeamsAnswer() {
        for (EditCatalog ours : new EditCatalog[] {of(Role.DEVELOPER, "teams/cash"), of(Role.ADMIN, "")}) {
            assertDoesNotThrow(() -> Await.value(ours.create(ANSWER, Optional.empty())));
            assertDoesNotThrow(() -> Await.value(updated(ours, UnaryOperator.identity())));
            assertDoesNotThrow(() -> Await.value(ours.delete(EntryKind.SURVEY_ANSWER, "spring", "")));
            assertDoesNotThrow(() -> Await.value(ours.undelete(EntryKind.SURVEY_ANSWER, "spring", "")));
        }
    }

    @Test
    void anotherTeamNeitherGivesNorChangesNorTakesIt() {
        EditCatalog others = of(Role.DEVELOPER, "teams/coins");

        refused(() -> Await.value(others.create(ANSWER, Optional.empty())));
        refused(() -> Await.value(updated(others, answer -> answer.with(SurveyFields.TEAM, "teams/coins"))));
        refused(() -> Await.value(others.delete(EntryKind.SURVEY_ANSWER, "spring", "")));
        refused(() -> Await.value(others.undelete(EntryKind.SURVEY_ANSWER, "spring", "")));
    }

    @Test
    void aTeamDoesNotMakeItsAnswerThatOfAnother() {
        EditCatalog ours = of(Role.DEVELOPER, "teams/cash");

        refused(() -> Await.value(updated(ours, answer -> answer.with(SurveyFields.TEAM, "teams/coins"))));
    }

    private static EditCatalog of(Role role, String team) {
        var caller = new Principal("ada", Set.of(role), Set.of(team));
        return new EditCatalog(new OneAnswer(), () -> NOON, Set.of()).permitting(new TeamPermit(caller));
    }

    private static Mono<FactState> updated(EditCatalog edit, UnaryOperator<Entry> change) {
        return edit.update(EntryKind.SURVEY_ANSWER, "spring", "", change);
    }

    private static void refused(Executable change) {
        var refusal = assertThrows(StatusRuntimeException.class, change);
        assertEquals("TEAM_MISSING", RpcStatus.errorInfo(refusal).orElseThrow().getReason());
    }

    /** A catalog of one answer. */
    private static final class OneAnswer implements Catalog {

        private final FactState kept =
                FactState.unknown(ANSWER.key(), EntryKind.SURVEY_ANSWER.kind()).merge(ANSWER.revision(), "");

        @Override
        public Mono<FactState> create(Entry entry, Optional<RequestId> requestId) {
            return Mono.just(kept);
        }

        @Override
        public Mono<FactState> change(EntryKind kind, String id, Instant now, Function<FactState, EntryChange> change) {
            return Mono.fromCallable(() -> kept.merge(change.apply(kept).revision(kept, now), ""));
        }

        @Override
        public Flux<FactState> findAll(EntryKind kind, Set<String> ids) {
            return Flux.just(kept);
        }

        @Override
        public Mono<FactState> find(EntryKind kind, String id) {
            return Mono.just(kept);
        }

        @Override
        public Flux<ListQuery.Listed<FactState>> list(EntryKind kind, ListQuery query) {
            return Flux.empty();
        }

        @Override
        public Flux<UnmappedSource> unmapped(int limit) {
            return Flux.empty();
        }
    }
}
