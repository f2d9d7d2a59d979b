package io.fawkes.dataapi.imports;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.imports.ImportPlan;
import io.fawkes.dataapi.domain.imports.Row;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Columns that are called as the fields of a resource are. */
final class ResourceColumns implements CsvLines.Columns {

    private final ImportPlan plan;
    private final ResourceKind kind;
    private final Resources resources;
    private final Map<String, ColumnPath> paths = new HashMap<>();

    ResourceColumns(ImportPlan plan, Supplier<Instant> clock) {
        this.plan = plan;
        this.kind = ResourceKind.of(plan.kind().orElseThrow());
        this.resources = new Resources(plan, clock);
    }

    @Override
    public void demand(List<String> header) {
        header.stream().filter(name -> !name.isEmpty() && !isId(name)).forEach(this::path);
    }

    private ColumnPath path(String name) {
        return paths.computeIfAbsent(
                name, path -> ColumnPath.of(path, kind.empty().getDescriptorForType()));
    }

    private boolean isId(String name) {
        return name.equals("id")
                || name.equals(kind.idField())
                || name.equals(kind.rule().message() + "_id");
    }

    @Override
    public List<Revision> read(Map<String, String> fields) {
        var row = new Row(fields, plan.zone());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Optional<String> id = Optional.empty();
        for (Map.Entry<String, String> field : fields.entrySet()) {
            if (isId(field.getKey())) {
                id = Optional.of(field.getValue());
            } else {
                ColumnPath path = path(field.getKey());
                path.set(json, path.isTime() ? row.time(path.name()).toString() : field.getValue());
            }
        }
        return List.of(resources.revision(kind, id, json));
    }
}
