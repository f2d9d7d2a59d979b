package io.fawkes.dataapi.domain.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.fact.ChangeFields;
import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.SourceKey;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PseudonymTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Pseudonym PSEUDONYM = new Pseudonym(new Person("Ada", ""), "erased-1");

    @Test
    void whoeverIsNamedByTheLoginHasThePseudonymFromThenOn() {
        FactState change = change(revision(1).with(ChangeFields.AUTHOR, "ada"));

        FactState without = PSEUDONYM.in(change).orElseThrow();

        assertEquals(Optional.of("erased-1"), without.get(ChangeFields.AUTHOR));
        assertEquals(change.version() + 1, without.version());
        assertEquals(change.version(), PSEUDONYM.inHistory(change).orElseThrow().version());
    }

    @Test
    void aLoginThatOnlyContainsItIsSomebodyElse() {
        assertEquals(Optional.empty(), PSEUDONYM.in(change(revision(1).with(ChangeFields.AUTHOR, "ada-l"))));
    }

    @Test
    void inATitleTheWordIsReplacedAndNothingElse() {
        FactState change = change(revision(1)
                .with(ChangeFields.TITLE, "Merge pull request #7 from ada/patch, as Ada said to adamant-ada"));

        assertEquals(
                Optional.of("Merge pull request #7 from erased-1/patch, as erased-1 said to adamant-ada"),
                PSEUDONYM.in(change).orElseThrow().get(ChangeFields.TITLE));
    }

    @Test
    void namesOfRepositoriesAndVersionsStay() {
        FactState deployment = FactState.unknown(new FactKey("github", "deployments/1"), FactKind.DEPLOYMENT)
                .merge(
                        Revision.of(new FactKey("github", "deployments/1"), FactKind.DEPLOYMENT, 1, NOON)
                                .with(DeploymentFields.SOURCE_KEY, new SourceKey(SourceKey.GITHUB, "ada/shop"))
                                .with(DeploymentFields.VERSION, "ada"),
                        "");

        assertEquals(Optional.empty(), PSEUDONYM.in(deployment));
    }

    @Test
    void whatWasToldBeforeDoesNotBringTheLoginBackAndWhatIsToldLaterIsNews() {
        Revision told = revision(1).with(ChangeFields.AUTHOR, "ada");
        FactState without = PSEUDONYM.in(change(told)).orElseThrow();

        assertEquals(Optional.of("erased-1"), without.merge(told, "").get(ChangeFields.AUTHOR));
        assertEquals(
                Optional.of("ada"),
                without.merge(revision(2).with(ChangeFields.AUTHOR, "ada"), "").get(ChangeFields.AUTHOR));
    }

    @Test
    void aPersonIsNeverWrittenDownByAccident() {
        assertFalse(new Person("ada", "github").toString().contains("ada"));
        assertThrows(InvalidField.class, () -> new Person(" ", ""));
    }

    private static Revision revision(long number) {
        return Revision.of(new FactKey("github", "changes/1"), FactKind.CHANGE, number, NOON);
    }

    private static FactState change(Revision revision) {
        return FactState.unknown(revision.key(), FactKind.CHANGE).merge(revision, "");
    }
}
