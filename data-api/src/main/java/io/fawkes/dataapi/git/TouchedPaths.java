package io.fawkes.dataapi.git;

import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a commit touched, in few enough paths to be kept: its files; where they are too many, the directories they lie in, cut
 * to the greatest depth at which they are few enough. What lies at the root stands for itself. Of a commit that touches too
 * much even so nothing is said.
 */
public final class TouchedPaths {

    /** Most that are kept of one commit. */
    public static final int MOST = 100;

    private static final char SLASH = '/';

    private TouchedPaths() {}

    /** What stands for {@code files}, in the order of their names. */
    public static List<String> of(Stream<String> files) {
        NavigableSet<String> paths =
                files.filter(path -> !path.isBlank()).collect(Collectors.toCollection(TreeSet::new));
        if (paths.size() > MOST) {
            paths = each(paths, TouchedPaths::directory);
        }
        for (int depth = deepest(paths) - 1; paths.size() > MOST && depth > 0; depth--) {
            int most = depth;
            paths = each(paths, path -> cut(path, most));
        }
        return paths.size() > MOST ? List.of() : List.copyOf(paths);
    }

    private static NavigableSet<String> each(Collection<String> paths, UnaryOperator<String> change) {
        return paths.stream().map(change).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String directory(String file) {
        int slash = file.lastIndexOf(SLASH);
        return slash < 0 ? file : file.substring(0, slash);
    }

    private static int deepest(Collection<String> paths) {
        return paths.stream().mapToInt(TouchedPaths::depth).max().orElse(0);
    }

    private static int depth(String path) {
        return 1 + (int) path.chars().filter(character -> character == SLASH).count();
    }

    /** Its first {@code depth} parts. */
    private static String cut(String path, int depth) {
        int end = -1;
        for (int part = 0; part < depth; part++) {
            end = path.indexOf(SLASH, end + 1);
            if (end < 0) {
                return path;
            }
        }
        return path.substring(0, end);
    }
}
