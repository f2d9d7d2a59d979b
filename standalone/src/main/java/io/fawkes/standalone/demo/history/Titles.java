package io.fawkes.standalone.demo.history;

import java.util.List;

/** What work is called. */
final class Titles {

    static final List<String> WORK = List.of(
            "Cache what is asked for most",
            "Show prices in the currency of the visitor",
            "Retry once when the peer is away",
            "Drop the column that nobody reads",
            "Read settings from one place",
            "Page through long lists",
            "Say which field is wrong",
            "Move the index to the replica",
            "Count what is refused",
            "Use the new client of the queue");

    static final List<String> STEPS = List.of(
            "Add a test", "Follow the review", "Rename for clarity", "Handle the empty case", "Update the docs");

    static final List<String> INCIDENTS = List.of(
            "Requests time out",
            "Half of the answers are errors",
            "Orders are shown twice",
            "Login takes a minute",
            "Nothing is sent any more");

    private Titles() {}
}
