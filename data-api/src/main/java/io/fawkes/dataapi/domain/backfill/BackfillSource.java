package io.fawkes.dataapi.domain.backfill;

import java.util.Arrays;
import java.util.regex.Pattern;

/** Sources whose past can be read. The codes are the contract's. */
public enum BackfillSource {
    GITHUB(1, "FAWKES_GITHUB_TOKEN", "[A-Za-z0-9][A-Za-z0-9-]*/(?!\\.{1,2}$)[A-Za-z0-9._-]+", "owner/name"),
    ARGOCD(
            2,
            "FAWKES_ARGOCD_URL",
            "(applications|projects)/[A-Za-z0-9][A-Za-z0-9.-]*",
            "applications/name or projects/name"),
    JENKINS(
            3,
            "FAWKES_JENKINS_URL",
            "(?!\\.{1,2}(/|$))[^/\\p{Cntrl}]+(/(?!\\.{1,2}(/|$))[^/\\p{Cntrl}]+)*",
            "a job's full name");

    private static final int LONGEST_SCOPE = 500;

    private final int code;
    private final String variable;
    private final Pattern scopes;
    private final String expected;

    BackfillSource(int code, String variable, String scopes, String expected) {
        this.code = code;
        this.variable = variable;
        this.scopes = Pattern.compile(scopes);
        this.expected = expected;
    }

    /** Number of the source in the contract. */
    public int code() {
        return code;
    }

    /** The variable without which it cannot be asked. */
    public String variable() {
        return variable;
    }

    /** What is meant by a scope, for messages. */
    public String expected() {
        return expected;
    }

    /** Whether {@code scope} says what to read there. */
    public boolean takes(String scope) {
        return scope.length() <= LONGEST_SCOPE && scopes.matcher(scope).matches();
    }

    /** The source of that code; {@link IllegalArgumentException} if there is none. */
    public static BackfillSource ofCode(int code) {
        return Arrays.stream(values())
                .filter(source -> source.code == code)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no source has the code " + code));
    }
}
