package io.fawkes.runtime.identity;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the list of issuers, strictly: {@code docs/operations/access.md} says what stands in it. */
public final class IssuersFile {

    private static final Set<String> FILE = Set.of("issuers");
    private static final Set<String> ISSUER =
            Set.of("issuer", "keys", "audiences", "subject", "groups", "team_prefix", "roles", "everyone");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> roles;

    /** @param roles that a token may give, by the names that the file uses */
    public IssuersFile(Set<String> roles) {
        this.roles = Set.copyOf(roles);
    }

    /**
     * The issuers that {@code yaml} lists.
     *
     * @throws InvalidIssuers naming the place
     */
    public List<Issuer> read(String yaml) {
        var issuers = Section.of("file", load(yaml)).knowing(FILE).sections("issuers").stream()
                .map(this::issuer)
                .toList();
        var known = new HashSet<String>();
        for (Issuer issuer : issuers) {
            if (!known.add(issuer.id())) {
                throw new InvalidIssuers(issuer.id() + ": listed twice");
            }
        }
        return issuers;
    }

    private static Object load(String yaml) {
        try {
            return Optional.ofNullable(new Load(LoadSettings.builder().build()).loadFromString(yaml))
                    .orElse("");
        } catch (YamlEngineException e) {
            throw new InvalidIssuers(
                    "no YAML: " + Optional.ofNullable(e.getMessage()).orElse("").replaceAll("\\s+", " "));
        }
    }

    private Issuer issuer(Section section) {
        section.knowing(ISSUER);
        String id = section.text("issuer");
        secure(section.place() + ".issuer", id);
        return new Issuer(
                id,
                section.has("keys")
                        ? Optional.of(secure(section.place() + ".keys", section.text("keys")))
                        : Optional.empty(),
                Set.copyOf(section.texts("audiences")),
                claims(section));
    }

    private ClaimMapping claims(Section section) {
        return new ClaimMapping(
                section.text("subject", "sub"),
                section.text("groups", "groups"),
                section.text("team_prefix", ""),
                section.has("roles") ? byGroup(section.section("roles")) : Map.of(),
                section.has("everyone") ? known(section, "everyone") : Set.of());
    }

    private Map<String, Set<String>> byGroup(Section section) {
        return section.values().keySet().stream()
                .map(String::valueOf)
                .collect(toUnmodifiableMap(group -> group, group -> known(section, group)));
    }

    private Set<String> known(Section section, String name) {
        for (String role : section.texts(name)) {
            if (!roles.contains(role)) {
                throw new InvalidIssuers("%s.%s: %s: expected some of %s"
                        .formatted(
                                section.place(),
                                name,
                                role,
                                roles.stream().sorted().toList()));
            }
        }
        return Set.copyOf(section.texts(name));
    }

    /** Keys that anyone on the way can exchange prove nothing. */
    private static URI secure(String place, String text) {
        try {
            URI uri = URI.create(text);
            String host = Optional.ofNullable(uri.getHost()).orElse("");
            boolean isPrivate = "http".equals(uri.getScheme()) && LOOPBACK.contains(host);
            if (isPrivate || ("https".equals(uri.getScheme()) && !host.isEmpty())) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // Said below, as of any other text that is no such address.
        }
        throw new InvalidIssuers(place + ": " + text + ": expected an https address (http on loopback only)");
    }
}
