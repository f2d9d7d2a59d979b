package io.fawkes.dataapi.git;

import io.fawkes.dataapi.domain.fact.Fixes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The message of a commit, or the text of a pull request, which becomes one: what it says in the words that git, and those
 * who use it, have for that. A line counts wherever it stands, as squashing puts messages into each other.
 *
 * @param text as its author left it
 */
public record CommitMessage(String text) {

    private static final int LINES = Pattern.CASE_INSENSITIVE | Pattern.MULTILINE;

    /** As {@code git cherry-pick -x} writes it. */
    private static final Pattern PICKED =
            Pattern.compile("^[ \\t]*\\(cherry picked from commit ([0-9a-f]{7,64})\\)", LINES);

    /** {@code Fixes: 54a4f0239f2e ("…")} as Linux has it, {@code This reverts commit …} as git has it, {@code Reverts …}. */
    private static final Pattern MENDED = Pattern.compile(
            "^[ \\t]*(?:fixes:[ \\t]*|(?:this[ \\t]+)?reverts:?[ \\t]+)(?:commit[ \\t]+)?([0-9a-f]{7,64})(?![\\w/-])",
            LINES);

    /** Its first line. */
    public String title() {
        return text.lines().findFirst().orElse("");
    }

    /** The commit it was picked from; of one that was picked on and on the last before it. */
    public Optional<String> cherryPickedFrom() {
        return shas(PICKED).reduce((_, later) -> later);
    }

    /** The commits that it mends or takes back, as far as it names them by their SHAs. */
    public List<String> fixes() {
        return Fixes.of(shas(MENDED));
    }

    private Stream<String> shas(Pattern line) {
        return line.matcher(text).results().map(found -> found.group(1).toLowerCase(Locale.ROOT));
    }
}
