package io.fawkes.dataapi.github;

import io.fawkes.dataapi.json.Json;

/** Which GitHub accounts are programs. */
final class Bots {

    private Bots() {}

    /** GitHub appends this to the login of every app. */
    static boolean isBot(String login) {
        return login.endsWith("[bot]");
    }

    /** A user object says it outright. */
    static boolean isBot(Json user) {
        return user.optionalText("type").filter("Bot"::equals).isPresent()
                || user.optionalText("login").filter(Bots::isBot).isPresent();
    }
}
