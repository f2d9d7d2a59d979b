package io.fawkes.dataapi.git;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What messages say that git, GitHub, Linux and squashing write. */
class CommitMessageTest {

    private static final String PICKED = "3f8a1c2b9d4e5f60718293a4b5c6d7e8f9012345";
    private static final String BAD = "f95f852bd8fca8fcc58a9a2d6c842781e32a215e";

    static Stream<Arguments> mending() {
        return Stream.of(
                Arguments.of("Fix the build\n\nIt was red.\n", List.of()),
                Arguments.of("""
                        KVM: MMU: count pages

                        Fixes: 54a4f0239f2e ("KVM: MMU: return the number of pages")
                        Signed-off-by: octocat <octocat@example.com>
                        """, List.of("54a4f0239f2e")),
                Arguments.of("Revert \"Add a till\"\n\nThis reverts commit " + BAD + ".\n", List.of(BAD)),
                Arguments.of(
                        "Revert \"Merge till\"\r\n\r\nThis reverts commit " + BAD + ", reversing\r\nchanges made to "
                                + PICKED + ".\r\n",
                        List.of(BAD)),
                Arguments.of("Takes the till back.\n\nReverts " + BAD.substring(0, 7), List.of("f95f852")),
                Arguments.of("Reverts: commit " + BAD + "\nfixes: F95F852\n", List.of(BAD, "f95f852")),
                Arguments.of(
                        "Two at once (#12)\n\n* Revert \"a\"\n\n  This reverts commit aaaaaaa.\n\n* b\n\n  Fixes: bbbbbbb\n",
                        List.of("aaaaaaa", "bbbbbbb")),
                Arguments.of("Fixes: aaaaaaa\nFixes: aaaaaaa\n", List.of("aaaaaaa")),
                Arguments.of("Reverts octocat/Hello-World#12", List.of()),
                Arguments.of("Reverts deadbeef/shop#12", List.of()),
                Arguments.of("Fixes: #123\nFixes: abc12\nfixes aaaaaaa\n", List.of()),
                Arguments.of("Fixes: 123e4567-e89b-12d3-a456-426614174000\n", List.of()),
                Arguments.of("> Fixes: aaaaaaa\nIt says Fixes: bbbbbbb\n", List.of()),
                Arguments.of("Fixes: " + "a".repeat(65), List.of()),
                Arguments.of("", List.of()));
    }

    @ParameterizedTest
    @MethodSource("mending")
    void namesTheCommitsThatItMends(String message, List<String> mended) {
        assertEquals(mended, new CommitMessage(message).fixes());
    }

    @Test
    void namesNoMoreThanAFactHolds() {
        String many = IntStream.range(0, 50)
                .mapToObj(n -> "Fixes: " + "%07x".formatted(n))
                .collect(Collectors.joining("\n"));

        assertEquals(20, new CommitMessage(many).fixes().size());
    }

    static Stream<Arguments> picking() {
        return Stream.of(
                Arguments.of("Add a till\n\n(cherry picked from commit " + PICKED + ")\n", Optional.of(PICKED)),
                Arguments.of(
                        "Add a till\n\n(cherry picked from commit " + BAD + ")\n(cherry picked from commit " + PICKED
                                + ")\nSigned-off-by: hubot <hubot@example.com>\n",
                        Optional.of(PICKED)),
                Arguments.of("Say (cherry picked from commit " + PICKED + ")", Optional.empty()),
                Arguments.of("(cherry picked from commit abc12)", Optional.empty()),
                Arguments.of("(cherry picked from commit " + PICKED, Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("picking")
    void namesTheLastCommitThatItWasPickedFrom(String message, Optional<String> picked) {
        assertEquals(picked, new CommitMessage(message).cherryPickedFrom());
    }

    @Test
    void itsFirstLineIsItsTitle() {
        assertEquals("Add a till", new CommitMessage("Add a till\n\nIt counts.").title());
        assertEquals("", new CommitMessage("").title());
    }
}
