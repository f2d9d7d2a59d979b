package io.fawkes.standalone.demo.history;

/** Logins of those who commit: numbered members of a team, and a program. */
record Authors(String team, Chance chance) {

    private static final String BOT = "dependencies[bot]";
    private static final int MEMBERS = 5;

    static boolean isBot(String login) {
        return login.endsWith("[bot]");
    }

    String member() {
        return team + "-dev-" + chance.number(1, MEMBERS);
    }

    String bot() {
        return BOT;
    }
}
