package io.fawkes.dataapi.tekton;

import io.fawkes.dataapi.json.Json;

/** What runs. */
enum Sort {
    PIPELINE("pipelineRun", "pipelineruns", "tekton.dev/pipeline", "pipelineRef"),
    TASK("taskRun", "taskruns", "tekton.dev/task", "taskRef");

    private final String field;
    private final String collection;
    private final String key;
    private final String reference;

    Sort(String field, String collection, String key, String reference) {
        this.field = field;
        this.collection = collection;
        this.key = key;
        this.reference = reference;
    }

    /** By the third part of an event's type. */
    static Sort of(String part) {
        return switch (part) {
            case "pipelinerun" -> PIPELINE;
            case "taskrun" -> TASK;
            default -> throw new Json.Malformed("type", "dev.tekton.event.pipelinerun.… or .taskrun.…");
        };
    }

    /** Name of the resource in the event's data. */
    String field() {
        return field;
    }

    /** First part of its source ids; stored. */
    String collection() {
        return collection;
    }

    /** Kind of the definition's name; also Tekton's label of it. */
    String key() {
        return key;
    }

    /** Field of the resource's spec that names its definition. */
    String reference() {
        return reference;
    }
}
