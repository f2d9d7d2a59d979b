package io.fawkes.runtime.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;

/** People of every role and team, and the issuer that vouches for them. */
public final class VouchedCallers implements AutoCloseable {

    private final IssuerServer issuer;

    public VouchedCallers() throws IOException {
        issuer = new IssuerServer();
    }

    /** The file of issuers that a process reads. */
    public String file() {
        return """
                issuers:
                  - issuer: %1$s
                    keys: %1$s/keys
                    audiences: [fawkes]
                    team_prefix: "team-"
                    roles: {admin: [admin], developer: [developer], viewer: [viewer]}
                """.formatted(issuer.id());
    }

    /** The same, written to {@code folder}. */
    public Path file(Path folder) throws IOException {
        return Files.writeString(folder.resolve("issuers.yaml"), file());
    }

    /** What someone with {@code role} in {@code teams/{team}} shows: the value of {@code authorization}. */
    public String bearer(String role, String team) {
        return "Bearer "
                + issuer.elliptic(
                        new JWTClaimsSet.Builder()
                                .issuer(issuer.id())
                                .audience("fawkes")
                                .subject("kim")
                                .claim("groups", List.of(role, "team-" + team))
                                .expirationTime(Date.from(
                                        InstantSource.system().instant().plusSeconds(600)))
                                .build(),
                        "JWT");
    }

    @Override
    public void close() {
        issuer.close();
    }
}
