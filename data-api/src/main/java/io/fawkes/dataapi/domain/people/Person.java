package io.fawkes.dataapi.domain.people;

import io.fawkes.dataapi.domain.DataApiException.InvalidField;

/**
 * A person as sources know one.
 *
 * @param login as the source writes it, without regard to case
 * @param source the source that means it; empty means every source
 */
public record Person(String login, String source) {

    private static final int LONGEST = 200;

    public Person {
        if (login.isBlank() || login.length() > LONGEST) {
            throw new InvalidField("login", login.length() + " characters (expected: 1 to " + LONGEST + ", not blank)");
        }
    }

    /** Its length only: a login is what is to be forgotten. */
    @Override
    public String toString() {
        return "a login of " + login.length() + " characters";
    }
}
