package io.fawkes.runtime.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.runtime.identity.IssuersFile;
import io.fawkes.runtime.identity.VouchedCallers;
import io.fawkes.runtime.rpc.MatrixServer.Outcome;
import io.fawkes.runtime.testkit.ContractRpc;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every rpc of the contract as every kind of caller, through the server of every service; and the rules by which the original
 * let roles do things, which hold of whatever rpc is added.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoleMatrixTest {

    private static final Path PAGE = Path.of("..", "docs", "operations", "role-matrix.md");
    private static final String OWN = "teams/own";
    private static final List<String> TEAMS = List.of("own", "other", "none");

    /** Asks something by POST, and changes nothing. */
    private static final Set<String> QUESTIONS = Set.of("TestRouting", "ReadFacts");

    /** Makes and revokes what is the caller's own, and goes no further than the caller. */
    private static final Set<String> ONES_OWN = Set.of("CreateApiToken", "RevokeApiToken");

    /** What whoever is on call does for any team: the original's developers did it to alerts, which knew no teams. */
    private static final Set<String> ON_CALL =
            Set.of("PostSilence", "DropSilence", "CreateSilence", "ExpireSilence", "ReplayNotifications");

    /** Tables of which the original showed developers and viewers the rows of their team. */
    private static final List<String> ROWS_OF_TEAMS =
            List.of("Change", "Build", "Deployment", "Incident", "QualityGate", "SloObservation");

    private final VouchedCallers people;
    private final MatrixServer server;

    RoleMatrixTest() throws IOException {
        people = new VouchedCallers();
        server = new MatrixServer(
                ContractRpc.services(),
                Authentication.token(sha256("mesh"))
                        .believing(
                                new IssuersFile(Set.of("admin", "developer", "viewer")).read(people.file()),
                                InstantSource.system()));
    }

    @AfterAll
    void stop() {
        server.close();
        people.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("callers")
    void everyRpcIsReachedByThoseWhomTheContractNamesAndByNobodyElse(Caller caller) {
        server.callAll(ContractRpc.all(), authorization(caller))
                .forEach((rpc, outcome) -> assertReached(caller, rpc, outcome));
    }

    private static void assertReached(Caller caller, ContractRpc rpc, Outcome outcome) {
        boolean allowed = caller.roles().stream().anyMatch(rpc::isOpenTo);
        assertEquals(
                allowed ? "" : caller.refusal(), outcome.refusal(), () -> "%s as %s".formatted(rpc.fullName(), caller));
        outcome.reached().ifPresent(principal -> assertSeen(caller, principal));
        assertEquals(allowed, outcome.reached().isPresent(), rpc::fullName);
    }

    private static void assertSeen(Caller caller, Principal principal) {
        assertEquals(caller.roles(), principal.roles());
        assertEquals(caller.seesRowsOfOwn(), principal.seesRowsOf(OWN), caller::toString);
        assertEquals(caller.seesEveryRow(), principal.seesRowsOf(""), caller::toString);
    }

    @Test
    void everyRpcSaysWhoMayCallIt() {
        assertNone("has no access option", rpc -> rpc.roles().isEmpty());
        assertTrue(ContractRpc.all().size() > 100, "the descriptor set holds the mesh");
    }

    @Test
    void anAdminMayDoEverything() {
        assertNone("is closed to admins", rpc -> !rpc.isOpenTo(Role.ADMIN));
    }

    @Test
    void nobodyIsAnonymousButSendersOfWebhooks() {
        assertNone("is open to anyone", rpc -> rpc.isOpenTo(Role.ANONYMOUS) != rpc.isWebhook());
    }

    @Test
    void aViewerOnlyReads() {
        assertNone(
                "is open to viewers and changes something",
                rpc -> rpc.isOpenTo(Role.VIEWER)
                        && !rpc.isRead()
                        && !rpc.isWebhook()
                        && !QUESTIONS.contains(rpc.name())
                        && !ONES_OWN.contains(rpc.name()));
    }

    @Test
    void aDeveloperReadsWhateverAViewerReads() {
        assertNone(
                "is open to viewers and not to developers",
                rpc -> rpc.isOpenTo(Role.VIEWER) && !rpc.isOpenTo(Role.DEVELOPER));
    }

    @Test
    void aDeveloperChangesWhatItsTeamOwnsAndWhatIsDoneOnCall() {
        assertNone(
                "lets a developer change what other teams own",
                rpc -> rpc.isOpenTo(Role.DEVELOPER)
                        && !rpc.isRead()
                        && !rpc.isWebhook()
                        && !rpc.isLimitedToRows()
                        && !QUESTIONS.contains(rpc.name())
                        && !ONES_OWN.contains(rpc.name())
                        && !ON_CALL.contains(rpc.name()));
    }

    @Test
    void rowsOfTheOriginalsTeamTablesAreLimitedToTeams() {
        List<String> reads = ROWS_OF_TEAMS.stream()
                .flatMap(kind -> Stream.of("Create" + kind, "Get" + kind, "List" + kind + "s", "BatchGet" + kind + "s"))
                .toList();
        var found = ContractRpc.all().stream()
                .filter(rpc -> reads.contains(rpc.name()))
                .toList();

        assertEquals(reads.size(), found.size());
        found.forEach(rpc -> assertTrue(rpc.isLimitedToRows(), rpc::fullName));
    }

    @Test
    void theDocumentedMatrixIsTheContracts() throws IOException {
        String page = RoleMatrixPage.of(ContractRpc.services());
        Path current = Files.writeString(Path.of("target", "role-matrix.md"), page);

        assertEquals(
                page,
                Files.exists(PAGE) ? Files.readString(PAGE) : "",
                () -> "%s is out of date; the current one is %s".formatted(PAGE, current.toAbsolutePath()));
    }

    private static void assertNone(String fault, Predicate<ContractRpc> isFaulty) {
        var faulty = ContractRpc.all().stream().filter(isFaulty).toList();
        assertTrue(faulty.isEmpty(), () -> faulty + ": each of these " + fault);
    }

    static List<Caller> callers() {
        var people = Stream.of(Role.DEVELOPER, Role.VIEWER)
                .flatMap(role -> TEAMS.stream().map(team -> new Caller(Optional.of(role), team)));
        return Stream.concat(
                        people,
                        Stream.of(
                                new Caller(Optional.of(Role.ADMIN), "none"),
                                new Caller(Optional.of(Role.SERVICE), "none"),
                                new Caller(Optional.empty(), "none")))
                .toList();
    }

    private Optional<String> authorization(Caller caller) {
        return caller.role().map(role -> role == Role.SERVICE ? "Bearer mesh" : person(role, caller.team()));
    }

    private String person(Role role, String team) {
        return people.bearer(role.name().toLowerCase(Locale.ROOT), team);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A kind of caller.
     *
     * @param role empty for one who shows nothing
     * @param team the only team it is in, or {@code none}
     */
    record Caller(Optional<Role> role, String team) {

        /** The mesh's token makes an admin as well. */
        Set<Role> roles() {
            return role.map(given -> given == Role.SERVICE ? Set.of(Role.SERVICE, Role.ADMIN) : Set.of(given))
                    .orElseGet(() -> Set.of(Role.ANONYMOUS));
        }

        String refusal() {
            return role.isPresent() ? "ROLE_MISSING" : "CREDENTIAL_INVALID";
        }

        boolean seesEveryRow() {
            return roles().contains(Role.ADMIN);
        }

        boolean seesRowsOfOwn() {
            return seesEveryRow() || team.equals("own");
        }
    }
}
