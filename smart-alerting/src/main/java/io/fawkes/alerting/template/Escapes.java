package io.fawkes.alerting.template;

/** How values of a message are written so that whoever reads them takes them for text. */
public final class Escapes {

    private Escapes() {}

    /** For Slack: its three control characters, so that no value mentions anybody or links anywhere. */
    public static String slack(String value) {
        return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** For Mattermost: Markdown's characters, and mentions taken apart by a character without width. */
    public static String markdown(String value) {
        var escaped = new StringBuilder();
        value.codePoints().forEach(character -> {
            if ("\\`*_{}[]()#+!|<>~".indexOf(character) >= 0) {
                escaped.append('\\');
            }
            escaped.appendCodePoint(character);
            if (character == '@') {
                escaped.append('\u200b');
            }
        });
        return escaped.toString();
    }

    /** For HTML, in text and in attributes. */
    public static String html(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** For the header of a mail: one line without control characters. */
    public static String header(String value) {
        return value.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    /** {@code uri} if it may be clicked on, http or https; else empty. */
    public static String link(String uri) {
        boolean isWeb = uri.startsWith("https://") || uri.startsWith("http://");
        return isWeb && uri.chars().noneMatch(character -> character <= ' ' || "<>\"|".indexOf(character) >= 0)
                ? uri
                : "";
    }
}
