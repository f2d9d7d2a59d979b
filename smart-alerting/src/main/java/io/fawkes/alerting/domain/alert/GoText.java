package io.fawkes.alerting.domain.alert;

/** Text in double quotes as Go's {@code %q} writes it, for keys that must be equal to Alertmanager's. */
public final class GoText {

    private static final int FIRST_PRINTABLE = 0x20;
    private static final int DELETE = 0x7f;

    private GoText() {}

    /** {@code text} in quotes. */
    public static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(character -> append(quoted, character));
        return quoted.append('"').toString();
    }

    private static void append(StringBuilder quoted, int character) {
        switch (character) {
            case '"' -> quoted.append("\\\"");
            case '\\' -> quoted.append("\\\\");
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            default -> {
                if (character < FIRST_PRINTABLE || character == DELETE) {
                    quoted.append("\\x%02x".formatted(character));
                } else {
                    quoted.appendCodePoint(character);
                }
            }
        }
    }
}
