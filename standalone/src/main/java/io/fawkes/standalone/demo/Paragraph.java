package io.fawkes.standalone.demo;

/** Text for people in lines of at most 96 columns, indented by two. */
final class Paragraph {

    private static final int WIDEST = 96;
    private static final String INDENT = "  ";

    private Paragraph() {}

    /** {@code text} broken at blanks; a word that is longer stays whole. */
    static String indented(String text) {
        var lines = new StringBuilder(INDENT);
        int column = 0;
        for (String word : text.split(" ", -1)) {
            if (column > 0 && column + 1 + word.length() > WIDEST) {
                lines.append('\n').append(INDENT);
                column = 0;
            }
            lines.append(column > 0 ? " " : "").append(word);
            column += word.length() + (column > 0 ? 1 : 0);
        }
        return lines.toString();
    }
}
