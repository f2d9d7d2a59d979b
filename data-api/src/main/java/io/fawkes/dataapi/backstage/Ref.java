package io.fawkes.dataapi.backstage;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Backstage calls an entity, all in lower case, as Backstage compares them.
 *
 * @param kind for example {@code component}
 * @param namespace usually {@code default}
 * @param name its name there
 */
record Ref(String kind, String namespace, String name) {

    private static final String DEFAULT = "default";
    private static final Pattern TEXT =
            Pattern.compile("(?:([A-Za-z]{1,63}):)?(?:([A-Za-z0-9._-]{1,63})/)?([A-Za-z0-9._-]{1,63})");

    Ref {
        kind = kind.toLowerCase(Locale.ROOT);
        namespace = namespace.toLowerCase(Locale.ROOT);
        name = name.toLowerCase(Locale.ROOT);
    }

    /** Reads {@code [kind:][namespace/]name}; fails with BadEntity. */
    static Ref parse(String path, String text, String usualKind, String usualNamespace) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new BadEntity(path, text + " (expected: [kind:][namespace/]name)");
        }
        String kind = matcher.group(1) == null ? usualKind : matcher.group(1);
        String namespace = matcher.group(2) == null ? usualNamespace : matcher.group(2);
        return new Ref(kind, namespace, matcher.group(3));
    }

    /** The name, with the namespace before it unless that is the usual one. */
    String qualified(String separator) {
        return namespace.equals(DEFAULT) ? name : namespace + separator + name;
    }

    @Override
    public String toString() {
        return kind + ":" + namespace + "/" + name;
    }
}
