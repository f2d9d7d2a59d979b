package io.fawkes.dataapi.domain.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.fact.ServiceFields;
import io.fawkes.dataapi.domain.fact.TeamTerm;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who owned a service when. */
class OwnershipTest {

    private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");

    private final Entry cash = Ownership.begun(named("teams/cash"), JANUARY);

    @Test
    void theFirstTeamHadItSinceEver() {
        assertEquals(List.of(term("teams/cash")), terms(cash));
        assertEquals(List.of(), terms(Ownership.begun(named(""), JANUARY)));
    }

    @Test
    void aMoveTakesEffectNowAndKeepsWhatWasBefore() {
        Entry moved = move(cash, "teams/coins", MARCH);

        assertEquals(List.of(term("teams/cash"), term("teams/coins", MARCH)), terms(moved));
        assertEquals(Optional.of(MARCH), moved.get(ServiceFields.TEAM_START_TIME));
        assertEquals(
                List.of(term("teams/cash"), term("teams/coins", MARCH), term("", MAY)), terms(move(moved, "", MAY)));
    }

    @Test
    void aMoveThatIsToldLateTakesBackTheTermsThatBeganLater() {
        Entry moved = move(move(cash, "teams/coins", MARCH), "teams/notes", MAY);

        Entry corrected = Ownership.moved(
                moved, moved.with(ServiceFields.TEAM, "teams/bills").with(ServiceFields.TEAM_START_TIME, JANUARY), MAY);

        assertEquals(List.of(term("teams/cash"), term("teams/bills", JANUARY)), terms(corrected));
    }

    @Test
    void theBeginningOfTheLastTermCanBeCorrected() {
        Entry moved = move(cash, "teams/coins", MAY);

        Entry corrected = Ownership.moved(moved, moved.with(ServiceFields.TEAM_START_TIME, MARCH), MAY);

        assertEquals(List.of(term("teams/cash"), term("teams/coins", MARCH)), terms(corrected));
    }

    @Test
    void aBeginningThatIsSentBackAsItWasReadSaysNothingAboutTheNextMove() {
        Entry moved = move(cash, "teams/coins", MARCH);

        assertEquals(
                MAY, terms(move(moved, "teams/notes", MAY)).getLast().start().orElseThrow());
    }

    @Test
    void aTeamThatComesBackAtOnceNeverLeft() {
        Entry moved = move(cash, "teams/coins", MARCH);

        Entry back = Ownership.moved(
                moved, moved.with(ServiceFields.TEAM, "teams/cash").with(ServiceFields.TEAM_START_TIME, JANUARY), MAY);

        assertEquals(List.of(term("teams/cash")), terms(back));
    }

    @Test
    void nobodyMovesInTheFuture() {
        Entry asked = cash.with(ServiceFields.TEAM, "teams/coins").with(ServiceFields.TEAM_START_TIME, MAY);

        var refusal = assertThrows(InvalidField.class, () -> Ownership.moved(cash, asked, MARCH));

        assertEquals("service.team_start_time", refusal.field());
    }

    @Test
    void aServiceFromBeforeThereWereTermsHadItsTeamSinceEver() {
        Entry old = named("teams/cash");

        assertEquals(
                List.of(term("teams/cash"), term("teams/coins", MAY)),
                terms(Ownership.moved(old, old.with(ServiceFields.TEAM, "teams/coins"), MAY)));
    }

    private static Entry named(String team) {
        return Entry.of(EntryKind.SERVICE, "payments", JANUARY).with(ServiceFields.TEAM, team);
    }

    private static Entry move(Entry before, String team, Instant now) {
        return Ownership.moved(before, before.with(ServiceFields.TEAM, team), now);
    }

    private static List<TeamTerm> terms(Entry service) {
        return service.list(ServiceFields.TEAM_TERMS, TeamTerm.class);
    }

    private static TeamTerm term(String team) {
        return new TeamTerm(team, Optional.empty());
    }

    private static TeamTerm term(String team, Instant start) {
        return new TeamTerm(team, Optional.of(start));
    }
}
