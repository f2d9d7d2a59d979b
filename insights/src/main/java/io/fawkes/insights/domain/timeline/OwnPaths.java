package io.fawkes.insights.domain.timeline;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a repository is a service's own, by globs: {@code **} stands for any text, {@code *} and {@code ?} for any text and any
 * one character without a slash; a glob that names a directory means all in it. Without globs everything is.
 */
final class OwnPaths {
    private final List<Glob> globs;

    OwnPaths(List<String> globs) {
        this.globs = globs.stream().map(Glob::of).toList();
    }

    /** Whether one of {@code paths} is; it counts as yes if nobody said what was touched. */
    boolean areTouchedBy(List<String> paths) {
        return globs.isEmpty()
                || paths.isEmpty()
                || paths.stream().anyMatch(path -> globs.stream().anyMatch(glob -> glob.holds(path)));
    }

    /**
     * @param pattern what it matches
     * @param fixed its text up to the first character that stands for others
     */
    private record Glob(Pattern pattern, String fixed) {
        private static final Pattern PART = Pattern.compile("\\*\\*|\\*|\\?|[^*?]+");
        private static final Pattern WILD = Pattern.compile("[*?].*");
        private static final Pattern LAST_SLASH = Pattern.compile("/$");

        static Glob of(String glob) {
            String path = LAST_SLASH.matcher(glob).replaceFirst("");
            String regex = PART.matcher(path)
                    .replaceAll(part -> Matcher.quoteReplacement(
                            switch (part.group()) {
                                case "**" -> ".*";
                                case "*" -> "[^/]*";
                                case "?" -> "[^/]";
                                default -> Pattern.quote(part.group());
                            }));
            return new Glob(
                    Pattern.compile(regex + "(/.*)?"), WILD.matcher(path).replaceFirst(""));
        }

        /** Of a commit that touched much only directories are told, in which there may be what the glob means. */
        boolean holds(String path) {
            return pattern.matcher(path).matches()
                    || fixed.startsWith(LAST_SLASH.matcher(path).replaceFirst("") + "/");
        }
    }
}
