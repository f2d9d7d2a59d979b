package io.fawkes.runtime.telemetry;

/** A flat JSON object of texts, written in order. */
final class JsonLine {
    private final StringBuilder text = new StringBuilder(256).append('{');

    void put(String name, String value) {
        text.append(text.length() == 1 ? "" : ",");
        quoted(name);
        text.append(':');
        quoted(value);
    }

    String end() {
        return text.append("}\n").toString();
    }

    private void quoted(String value) {
        text.append('"');
        value.chars().forEach(c -> escaped((char) c));
        text.append('"');
    }

    private void escaped(char c) {
        switch (c) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> plain(c);
        }
    }

    /** Control characters may not stand in JSON as they are. */
    private void plain(char c) {
        if (c < ' ' || c == '\u007f') {
            text.append("\\u%04x".formatted((int) c));
        } else {
            text.append(c);
        }
    }
}
