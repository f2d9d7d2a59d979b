package io.fawkes.dataapi.domain.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineCutterTest {

    @Test
    void aLineEndsWithLfOrCrLfOrTheFile() {
        assertEquals(List.of("a", "b", "", "c"), texts(whole("a\r\nb\n\nc", false)));
    }

    @Test
    void theMarkBeforeUtf8IsNoText() {
        var lines = whole("\uFEFFa\nb\n", false);

        assertEquals(List.of("a", "b"), texts(lines));
        assertEquals(5, lines.getFirst().end(), "it takes its bytes of the file all the same");
    }

    @Test
    void aQuotedFieldMayHoldLineEndsAndQuotes() {
        var lines = whole("x,\"one\n\"\"two\"\"\r\nthree\"\ny,z\n", true);

        assertEquals(List.of("x,\"one\n\"\"two\"\"\r\nthree\"", "y,z"), texts(lines));
        assertEquals(List.of(1L, 4L), lines.stream().map(Line::number).toList());
    }

    @Test
    void aQuoteInsideAFieldOpensNothing() {
        assertEquals(List.of("disk 5\",x", "y,z"), texts(whole("disk 5\",x\ny,z\n", true)));
    }

    @Test
    void aQuoteThatIsNeverClosedCostsItsOwnLineOnly() {
        var lines = whole("a,\"open\nb,c\nd,e", true);

        assertEquals(List.of(1L, 2L, 3L), lines.stream().map(Line::number).toList());
        assertTrue(lines.getFirst().problem().orElseThrow().contains("not closed"));
        assertEquals(List.of("b,c", "d,e"), texts(lines).subList(1, 3));
        assertEquals(
                List.of(Optional.empty(), Optional.empty()), problems(lines).subList(1, 3));
    }

    @Test
    void aLineThatIsTooLongCostsItselfOnlyAndIsNotHeld() {
        var text = "a\n" + "x".repeat(3 * LineCutter.LONGEST) + "\nb\n";
        for (int piece : new int[] {text.length(), 50_000}) {
            var lines = cut(bytes(text), false, piece);

            assertEquals(List.of(1L, 2L, 3L), lines.stream().map(Line::number).toList());
            assertTrue(lines.get(1).problem().orElseThrow().startsWith("longer than"));
            assertEquals("b", lines.get(2).text());
            assertEquals(text.length(), lines.get(2).end());
        }
    }

    @Test
    void aTooLongLineMayEndWithTheFile() {
        var lines = cut(bytes("a\n" + "x".repeat(2 * LineCutter.LONGEST)), true, 10_000);

        assertEquals(2, lines.size());
        assertEquals(2L + 2 * LineCutter.LONGEST, lines.getLast().end());
    }

    @Test
    void bytesThatAreNotUtf8CostTheirOwnLineOnly() {
        var lines = cut(new byte[] {'a', '\n', (byte) 0xc3, 'b', '\n', 'c', 0, '\n', 'd'}, false, 100);

        assertEquals(
                List.of(false, true, true, false),
                lines.stream().map(line -> line.problem().isPresent()).toList());
    }

    @Test
    void anEmptyFileHasNoLine() {
        assertEquals(List.of(), whole("", true));
    }

    @Test
    void linesAreTheSameHoweverTheFileArrivesAndWhereverItIsTakenUp() {
        long seed = System.nanoTime();
        System.out.println("LineCutterTest seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            byte[] file = file(random);
            boolean quoted = random.nextBoolean();
            var expected = cut(file, quoted, file.length + 1);
            assertEquals(expected, cut(file, quoted, 1 + random.nextInt(20)), () -> "seed " + seed);
            if (!expected.isEmpty()) {
                int at = random.nextInt(expected.size());
                Line last = expected.get(at);
                var progress = new Progress(last.end(), last.last(), 0, 0, 0, List.of());
                var rest = Arrays.copyOfRange(file, (int) last.end(), file.length);
                assertEquals(
                        expected.subList(at + 1, expected.size()),
                        cut(progress, rest, quoted, 7),
                        () -> "seed " + seed);
            }
        }
    }

    private static byte[] file(Random random) {
        String letters = "ab,\"\n\r\u00e9";
        var text = new StringBuilder();
        for (int i = random.nextInt(60); i > 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return bytes(text.toString());
    }

    private static List<Line> whole(String text, boolean quoted) {
        return cut(bytes(text), quoted, 1_000_000);
    }

    private static List<Line> cut(byte[] file, boolean quoted, int piece) {
        return cut(Progress.NONE, file, quoted, piece);
    }

    private static List<Line> cut(Progress from, byte[] file, boolean quoted, int piece) {
        var cutter = new LineCutter(from, quoted);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < file.length; i += piece) {
            lines.addAll(cutter.cut(Arrays.copyOfRange(file, i, Math.min(file.length, i + piece))));
        }
        lines.addAll(cutter.rest());
        return lines;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> texts(List<Line> lines) {
        return lines.stream().map(Line::text).toList();
    }

    private static List<Optional<String>> problems(List<Line> lines) {
        return lines.stream().map(Line::problem).toList();
    }
}
