package io.fawkes.dataapi.argocd;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The images that an application runs, and the application's version among them.
 *
 * @param references as Kubernetes writes them: {@code registry/repository:tag@sha256:digest}, tag and digest optional
 */
record Images(List<String> references) {

    private static final int LONGEST = 512;
    private static final Pattern DIGEST = Pattern.compile("@(sha256:[0-9a-f]{64})$");

    /** A tag that is a commit SHA or ends in a whole one: {@code sha-3f8a1c2}, {@code main-} and forty digits. */
    private static final Pattern SHA = Pattern.compile(
            ":(?:(?:[A-Za-z0-9_.-]*[-_.])?([0-9a-f]{40}|[0-9a-f]{64})|(?:sha-)?((?=[0-9]*[a-f])[0-9a-f]{7,39}))$");

    Images {
        references = references.stream()
                .filter(reference -> reference.length() <= LONGEST)
                .toList();
    }

    /** Only those whose repository ends in {@code name}; a label, which names it, can hold no slash. */
    Images named(String name) {
        return new Images(references.stream()
                .filter(reference -> name(reference).equals(name))
                .toList());
    }

    /** The one commit SHA that the tags name, else the one digest; empty if there is none or there are several. */
    Optional<String> version() {
        Set<String> shas = found(Images::sha);
        return shas.isEmpty() ? only(found(Images::digest)) : only(shas);
    }

    private Set<String> found(Function<String, Optional<String>> part) {
        return references.stream()
                .flatMap(reference -> part.apply(reference).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<String> only(Set<String> versions) {
        return versions.size() == 1 ? versions.stream().findFirst() : Optional.empty();
    }

    private static Optional<String> sha(String reference) {
        Matcher matcher = SHA.matcher(reference.substring(0, end(reference)));
        return matcher.find()
                ? Optional.ofNullable(matcher.group(1)).or(() -> Optional.ofNullable(matcher.group(2)))
                : Optional.empty();
    }

    private static Optional<String> digest(String reference) {
        Matcher matcher = DIGEST.matcher(reference);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static String name(String reference) {
        String last = reference.substring(reference.lastIndexOf('/', end(reference)) + 1, end(reference));
        int tag = last.indexOf(':');
        return tag < 0 ? last : last.substring(0, tag);
    }

    private static int end(String reference) {
        int digest = reference.indexOf('@');
        return digest < 0 ? reference.length() : digest;
    }
}
