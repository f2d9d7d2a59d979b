package io.fawkes.standalone.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.standalone.doctor.Finding.Warning;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownVariablesTest {
    private static final Set<String> KNOWN = Set.of("FAWKES_LISTEN", "FAWKES_DATA_DIR", "FAWKES_CAUSAL_WINDOW");

    @Test
    void saysNothingAgainstVariablesOfOthers() {
        var findings = new UnknownVariables(Set.of("PATH", "FAWKES_LISTEN"), KNOWN).findings();

        assertTrue(findings.getFirst().isWell(), findings::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "FAWKES_LISTN,FAWKES_LISTEN",
        "FAWKES_DATADIR,FAWKES_DATA_DIR",
        "FAWKES_CAUSALWINDOWS,FAWKES_CAUSAL_WINDOW"
    })
    void namesTheKnownOneThatWasProbablyMeant(String mistyped, String meant) {
        var findings = new UnknownVariables(Set.of(mistyped), KNOWN).findings();

        assertEquals(
                List.of(new Warning(
                        "variables: %s is read by nothing".formatted(mistyped), "did you mean %s?".formatted(meant))),
                findings);
    }

    @Test
    void guessesNothingWhereNothingIsNear() {
        var findings = new UnknownVariables(Set.of("FAWKES_FAVOURITE_COLOUR_OF_THE_MONTH"), KNOWN).findings();

        assertTrue(findings.getFirst().line().contains("docs/configuration.md"), findings::toString);
    }

    @ParameterizedTest
    @CsvSource({"kitten,sitting,3", "'',abc,3", "same,same,0", "flaw,lawn,2"})
    void countsTheFewestEdits(String one, String other, int edits) {
        assertEquals(edits, UnknownVariables.distance(one, other));
        assertEquals(edits, UnknownVariables.distance(other, one));
    }
}
