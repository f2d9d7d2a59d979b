package io.fawkes.benchmarks.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FigureTest {

    private static final Figure SLOW = Figure.beside(20_000, "ingest", 5_000, "facts/s", new Bar.AtLeastOfPeer(0.30));
    private static final Figure QUICK = Figure.beside(3, "webhook p99", 25, "ms", new Bar.AtMostOrTimesPeer(20, 10));

    @Test
    void isJudgedByItsBarAtTheLimitItself() {
        assertEquals(Optional.of(true), new Bar.AtLeast(10).holds(10, OptionalDouble.empty()));
        assertEquals(Optional.of(false), new Bar.AtLeast(10).holds(9.99, OptionalDouble.empty()));
        assertEquals(Optional.of(true), new Bar.AtMost(10).holds(10, OptionalDouble.empty()));
        assertEquals(Optional.of(false), new Bar.AtMost(10).holds(10.01, OptionalDouble.empty()));
    }

    @Test
    void isJudgedBesideItsPeerWhereTheBarSpeaksOfIt() {
        assertEquals(Optional.of(false), SLOW.holds());
        assertEquals(Optional.of(true), QUICK.holds());
        assertEquals(Optional.of(false), new Bar.AtMostOrTimesPeer(20, 10).holds(25, OptionalDouble.of(2)));
    }

    @Test
    void hasNoVerdictWithoutTheBarOrThePeer() {
        assertEquals(Optional.empty(), Figure.told("echo", 0.02, "ms").holds());
        assertEquals(
                Optional.empty(),
                Figure.of("ingest", 1, "facts/s", new Bar.AtLeastOfPeer(0.3)).holds());
    }

    @Test
    void isARowOfTheTable() {
        assertEquals(
                """
                figure       value  unit       peer  ratio  bar                  holds
                ingest       5,000  facts/s  20,000   0.25  >= 0.3 x peer        NO
                webhook p99     25  ms            3   8.33  <= max(20, 10 x peer)  yes
                """.replace("bar                  holds", "bar                    holds")
                        .replace(">= 0.3 x peer        NO", ">= 0.3 x peer          NO"),
                FigureTable.of(List.of(SLOW, QUICK)));
    }

    @Test
    void isAnObjectOfTheFileWithNullForWhatIsNotKnown() throws Exception {
        assertEquals("""
                [ {
                  "name" : "echo",
                  "value" : 0.02,
                  "unit" : "ms",
                  "peer" : null,
                  "ratio" : null,
                  "bar" : "",
                  "holds" : null
                } ]
                """, FigureJson.of(List.of(Figure.told("echo", 0.02, "ms"))));
    }
}
