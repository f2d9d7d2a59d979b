package io.fawkes.dataapi.postgres;

import io.fawkes.runtime.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The queries of docs/operations/backup.md that compare a restored database with the one that was saved. */
final class Runbook {

    private static final Path RUNBOOK = Path.of("..", "docs", "operations", "backup.md");

    private Runbook() {}

    /** What each of them says, row by row. */
    static Map<String, List<String>> compared(TestDatabase database) throws SQLException, IOException {
        Map<String, List<String>> said = new LinkedHashMap<>();
        try (Connection connection = database.session()) {
            for (String query : queries()) {
                said.put(query, rows(connection, query));
            }
        }
        return said;
    }

    private static List<String> queries() throws IOException {
        String section = Files.readString(RUNBOOK).split("## Compare", -1)[1];
        String block = section.split("```sql", -1)[1].split("```", -1)[0];
        return List.of(block.strip().split(";\\s*", -1)).stream()
                .filter(query -> !query.isBlank())
                .toList();
    }

    private static List<String> rows(Connection connection, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(query)) {
            while (found.next()) {
                var row = new StringBuilder();
                for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    row.append(found.getString(column)).append(' ');
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }
}
