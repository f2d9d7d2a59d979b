package io.fawkes.dataapi.backstage;

import java.util.Map;

/**
 * Where an entity stands.
 *
 * @param document the document, for people
 * @param lines by the path of a field the line where it stands; empty where there are no lines
 */
record Place(String document, Map<String, Integer> lines) {

    Place {
        lines = Map.copyOf(lines);
    }

    /** Where the field of that path stands, or the nearest that holds it. */
    String at(String path) {
        String nearest = path;
        while (!lines.containsKey(nearest) && nearest.contains(".")) {
            nearest = nearest.substring(0, nearest.lastIndexOf('.'));
        }
        Integer line = lines.get(nearest);
        return line == null ? document : document + ", line " + line;
    }
}
