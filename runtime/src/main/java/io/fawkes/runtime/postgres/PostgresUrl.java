package io.fawkes.runtime.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.r2dbc.postgresql.client.SSLMode;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a database is and as whom to enter it: {@code postgresql://user:password@host:port/database?sslmode=require}.
 *
 * <p>User, password and database are percent-encoded where they hold reserved characters; the port defaults to 5432 and
 * the TLS mode to {@code prefer}, as libpq does. The password never leaves through {@link #toString()} or a message.
 *
 * @param host name or address, IPv6 without brackets
 * @param port 1 to 65535
 * @param database name of the database
 * @param user role that logs in
 * @param password of that role
 * @param sslMode how much of TLS is demanded
 */
public record PostgresUrl(String host, int port, String database, String user, String password, SSLMode sslMode) {
    private static final String FORM =
            "postgresql://user:password@host:port/database?sslmode=disable|allow|prefer|require|verify-ca|verify-full";
    private static final Pattern CREDENTIALS = Pattern.compile("(?s)([a-z]+://)([^:/@?]*)(?::.*)?@([^?@]*).*");
    private static final Pattern SSL_MODE =
            Pattern.compile("sslmode=(disable|allow|prefer|require|verify-ca|verify-full)");
    private static final int DEFAULT_PORT = 5432;

    /**
     * Reads {@code text}.
     *
     * @param name what the text is called where it was configured; begins every message
     * @throws IllegalArgumentException with one line {@code name: value (expected: ...)}, the password masked
     */
    public static PostgresUrl parse(String name, String text) {
        try {
            return of(new URI(text));
        } catch (URISyntaxException | IllegalArgumentException _) {
            // The cause is left out on purpose: its message repeats the text with the password in it.
            throw new IllegalArgumentException("%s: %s (expected: %s)".formatted(name, masked(text), FORM));
        }
    }

    /** This URL as a text that {@link #parse} reads back, password included: for files and child processes only. */
    public String reveal() {
        return "postgresql://%s:%s@%s/%s?sslmode=%s"
                .formatted(encoded(user), encoded(password), authority(), encoded(database), sslModeName());
    }

    @Override
    public String toString() {
        return "postgresql://%s:***@%s/%s".formatted(user, authority(), database);
    }

    /** Scheme, host, port and database, without credentials. */
    String address() {
        return "postgresql://%s/%s".formatted(authority(), encoded(database));
    }

    /** The mode as libpq and JDBC spell it. */
    String sslModeName() {
        return sslMode.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String authority() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    private static PostgresUrl of(URI uri) {
        demand("postgresql".equals(uri.getScheme()) && uri.getHost() != null && uri.getFragment() == null);
        var credentials = credentials(uri);
        return new PostgresUrl(
                uri.getHost().replaceAll("[\\[\\]]", ""),
                uri.getPort() < 0 ? DEFAULT_PORT : port(uri.getPort()),
                database(uri),
                credentials.getFirst(),
                credentials.getLast(),
                sslMode(uri));
    }

    private static List<String> credentials(URI uri) {
        var parts = Optional.ofNullable(uri.getRawUserInfo()).orElse("").split(":", -1);
        demand(parts.length == 2);
        var decoded = new ArrayList<String>();
        for (var part : parts) {
            demand(!part.isEmpty());
            decoded.add(decoded(part));
        }
        return decoded;
    }

    private static int port(int port) {
        demand(port > 0 && port < 65_536);
        return port;
    }

    private static String database(URI uri) {
        var path = uri.getRawPath();
        demand(path.length() > 1 && path.indexOf('/', 1) < 0);
        return decoded(path.substring(1));
    }

    private static SSLMode sslMode(URI uri) {
        var query = uri.getRawQuery();
        if (query == null) {
            return SSLMode.PREFER;
        }
        demand(SSL_MODE.matcher(query).matches());
        return SSLMode.fromValue(query.substring("sslmode=".length()));
    }

    private static void demand(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("not of the form");
        }
    }

    private static String masked(String text) {
        var matcher = CREDENTIALS.matcher(text);
        return matcher.matches() ? matcher.group(1) + matcher.group(2) + ":***@" + matcher.group(3) : "(not shown)";
    }

    private static String decoded(String text) {
        // A plus is a plus here; only forms make a space of it.
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
