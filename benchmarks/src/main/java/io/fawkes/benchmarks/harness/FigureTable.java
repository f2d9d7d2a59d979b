package io.fawkes.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Figures as a person reads them: a line each, in columns. */
public final class FigureTable {

    private static final List<String> HEAD = List.of("figure", "value", "unit", "peer", "ratio", "bar", "holds");

    private FigureTable() {}

    /** The table, with a line end after each line. */
    public static String of(List<Figure> figures) {
        List<List<String>> lines = new ArrayList<>(List.of(HEAD));
        figures.forEach(figure -> lines.add(cells(figure)));
        int[] widths = IntStream.range(0, HEAD.size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return lines.stream().map(line -> padded(line, widths)).collect(Collectors.joining());
    }

    private static List<String> cells(Figure figure) {
        return List.of(
                figure.name(),
                Bar.number(figure.value()),
                figure.unit(),
                number(figure.peer()),
                figure.ratio().isPresent()
                        ? String.format(Locale.ROOT, "%.2f", figure.ratio().getAsDouble())
                        : "",
                figure.bar().text(),
                figure.holds().map(holds -> holds ? "yes" : "NO").orElse(""));
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? Bar.number(value.getAsDouble()) : "";
    }

    private static String padded(List<String> line, int[] widths) {
        return IntStream.range(0, line.size())
                        .mapToObj(column -> padded(line.get(column), widths[column], isNumber(column)))
                        .collect(Collectors.joining("  "))
                        .stripTrailing()
                + System.lineSeparator();
    }

    private static boolean isNumber(int column) {
        return switch (HEAD.get(column)) {
            case "value", "peer", "ratio" -> true;
            default -> false;
        };
    }

    private static String padded(String cell, int width, boolean right) {
        String space = " ".repeat(width - cell.length());
        return right ? space + cell : cell + space;
    }
}
