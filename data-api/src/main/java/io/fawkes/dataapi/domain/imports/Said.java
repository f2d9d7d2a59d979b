package io.fawkes.dataapi.domain.imports;

import io.fawkes.dataapi.domain.fact.Revision;
import java.util.List;

/** What a line says. */
public sealed interface Said {

    /** Something of facts. */
    record Facts(List<Revision> revisions) implements Said {
        public Facts {
            revisions = List.copyOf(revisions);
        }
    }

    /** How the columns are called. */
    record Header(List<String> columns) implements Said {
        public Header {
            columns = List.copyOf(columns);
        }
    }

    /** Nothing that can be used; the lines after it may be better. */
    record Nonsense(String field, String problem) implements Said {}

    /** That no line after it can be used either. */
    record Hopeless(String field, String problem) implements Said {}
}
