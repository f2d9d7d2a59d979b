package io.fawkes.insights.domain.timeline;

import static java.util.stream.Collectors.groupingBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A change that takes back an earlier one, by the title that Git and GitHub give it: {@code Revert "…"}, with or without
 * the pull request's number at the end of either title.
 *
 * <p>What it names is the latest change of that title that reached production before it. A revert of a revert brings a change
 * back and says nothing against anybody; nor does one that reaches production together with what it takes back.
 */
record Revert(Change change, Change reverted) {
    /** Few histories hold one, and without one no title need be compared. */
    private static final String REVERT = "Revert \"";

    /** So git calls what brings a reverted change back, before 2.43 and since. */
    private static final Pattern BACK = Pattern.compile("(Revert \"Revert|Reapply) \".*");

    private static final Pattern TITLE = Pattern.compile("Revert \"(?!Revert \")(.+)\"");
    private static final Pattern NUMBER = Pattern.compile(" \\(#\\d+\\)$");

    /** Reverts among {@code changes}, which come in the order they reached production. */
    static List<Revert> among(List<Change> changes) {
        if (changes.stream().noneMatch(change -> change.title().contains(REVERT))) {
            return List.of();
        }
        Map<String, List<Change>> byTitle = changes.stream().collect(groupingBy(change -> plain(change.title())));
        return changes.stream().flatMap(change -> of(change, byTitle)).toList();
    }

    /** Whether {@code title} is that of a change that brings a reverted one back; git names the revert in it all the same. */
    static boolean bringsBack(String title) {
        return BACK.matcher(title).matches();
    }

    private static Stream<Revert> of(Change change, Map<String, List<Change>> byTitle) {
        Matcher title = TITLE.matcher(plain(change.title()));
        if (!title.matches()) {
            return Stream.empty();
        }
        Optional<Change> reverted = byTitle.getOrDefault(plain(title.group(1)), List.of()).stream()
                .filter(earlier ->
                        earlier.deployment().time().isBefore(change.deployment().time()))
                .reduce((_, later) -> later);
        return reverted.map(found -> new Revert(change, found)).stream();
    }

    private static String plain(String title) {
        return NUMBER.matcher(title.strip()).replaceFirst("");
    }
}
