package io.fawkes.dataapi.domain.imports;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as files have them: RFC 3339, and as MySQL, PostgreSQL and spreadsheets write them, with a space, with a short
 * offset, or with none.
 */
public final class FileTimes {

    private static final Pattern FORM = Pattern.compile(
            "([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]([0-9:.]{4,18}))?" + " ?(Z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)?");

    private FileTimes() {}

    /**
     * The time that {@code text} means; in {@code zone} if it names none. A day is its first moment.
     *
     * @throws DateTimeException if it means none
     */
    public static Instant read(String text, ZoneId zone) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new DateTimeException(text + " is no time");
        }
        String local = form.group(1) + "T" + (form.group(2) == null ? "00:00" : form.group(2));
        String offset = form.group(3);
        return offset == null
                ? LocalDateTime.parse(local).atZone(zone).toInstant()
                : OffsetDateTime.parse(local + whole(offset)).toInstant();
    }

    private static String whole(String offset) {
        return switch (offset) {
            case "Z", "UTC", "GMT" -> "Z";
            default -> offset.contains(":") || offset.length() == 3 ? offset : colon(offset);
        };
    }

    private static String colon(String offset) {
        return offset.substring(0, 3) + ":" + offset.substring(3);
    }
}
