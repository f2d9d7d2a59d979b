package io.fawkes.dataapi.rest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header {@code Link} (RFC 8288), as far as pages need it. */
final class Links {

    private static final Pattern NEXT = Pattern.compile("<([^<>]{1,4000})>;[^,<]{0,200}\\brel=\"?next\"?");

    private Links() {}

    /** The address that {@code header} calls next. */
    static Optional<String> next(String header) {
        Matcher matcher = NEXT.matcher(header);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
