package io.fawkes.dataapi.domain.fact;

import java.time.Instant;
import java.util.List;

/**
 * The fields of a change: those of every change, of a commit, and of a pull request. Lists are replaced whole, and hold
 * texts.
 */
@SuppressWarnings("rawtypes") // a list's class carries no element type
public final class ChangeFields {

    public static final Field<SourceKey> SOURCE_KEY = new Field<>("source_key", SourceKey.class);
    public static final Field<String> TITLE = Field.text("title");
    public static final Field<String> AUTHOR = Field.text("author");
    public static final Field<Boolean> AUTHOR_IS_BOT = Field.flag("author_is_bot");
    public static final Field<String> URI = Field.text("uri");

    /** As {@link Fixes} has it. */
    public static final Field<List> FIXES = new Field<>("fixes", List.class);

    public static final Field<Boolean> UNPLANNED = Field.flag("unplanned");

    public static final Field<String> SHA = Field.text("commit.sha");
    public static final Field<Instant> AUTHOR_TIME = Field.time("commit.author_time");
    public static final Field<String> CHERRY_PICKED_FROM = Field.text("commit.cherry_picked_from");
    public static final Field<String> PATCH_ID = Field.text("commit.patch_id");
    public static final Field.Map<String> PREDECESSORS = new Field.Map<>("commit.predecessors", String.class);

    /** Files, or directories where they are too many. */
    public static final Field<List> PATHS = new Field<>("commit.paths", List.class);

    public static final Field<Long> NUMBER = Field.number("pull_request.number");
    public static final Field<String> HEAD_SHA = Field.text("pull_request.head_sha");
    public static final Field<String> BASE_SHA = Field.text("pull_request.base_sha");
    public static final Field<String> BASE_REF = Field.text("pull_request.base_ref");
    public static final Field<String> MERGE_SHA = Field.text("pull_request.merge_sha");
    public static final Field<Instant> OPEN_TIME = Field.time("pull_request.open_time");
    public static final Field<Instant> READY_TIME = Field.time("pull_request.ready_time");
    public static final Field<Instant> MERGE_TIME = Field.time("pull_request.merge_time");
    public static final Field<Instant> CLOSE_TIME = Field.time("pull_request.close_time");

    /** Times of reviews by people other than the author, by the source's id of the review. */
    public static final Field.Map<Instant> REVIEWS = new Field.Map<>("pull_request.reviews", Instant.class);

    private ChangeFields() {}
}
