package io.fawkes.benchmarks.harness;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Figures as a program reads them: an array with an object a figure; what is not known is null. */
public final class FigureJson {

    private static final JsonMapper JSON = new JsonMapper();

    private FigureJson() {}

    /** Writes {@code figures} to {@code file}. */
    public static void write(List<Figure> figures, Path file) throws IOException {
        Files.writeString(file, of(figures));
    }

    static String of(List<Figure> figures) throws IOException {
        var rows = JsonNodeFactory.instance.arrayNode();
        figures.forEach(figure -> rows.add(row(figure)));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(rows) + "\n";
    }

    private static ObjectNode row(Figure figure) {
        var row = JsonNodeFactory.instance
                .objectNode()
                .put("name", figure.name())
                .put("value", figure.value())
                .put("unit", figure.unit());
        row.putNull("peer").putNull("ratio").put("bar", figure.bar().text()).putNull("holds");
        figure.peer().ifPresent(peer -> row.put("peer", peer));
        figure.ratio().ifPresent(ratio -> row.put("ratio", ratio));
        figure.holds().ifPresent(holds -> row.put("holds", holds));
        return row;
    }
}
