package io.fawkes.standalone;

import io.fawkes.standalone.backfill.BackfillDoor;
import io.fawkes.standalone.backfill.BackfillStatus;
import io.fawkes.standalone.backfill.Source;
import io.fawkes.standalone.door.DoorFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fawkes backfill}: has a mesh that runs read a source's past, and says how far it is. */
@Command(
        name = "backfill",
        mixinStandardHelpOptions = true,
        description = "Reads the past of GitHub, Argo CD or Jenkins into a mesh.",
        footer = {
            "",
            "Examples:",
            "  ./fawkes backfill github octocat/shop --since 2026-01-01T00:00:00Z",
            "  ./fawkes backfill argocd applications/shop",
            "  ./fawkes backfill jenkins shop/deploy --no-wait",
            "  ./fawkes backfill --resume backfills/6f1c2c0e-5f0b-4b5c-9a0e-1d8e2b7f0c11",
            "",
            "Progress goes to stderr, what was not understood to stdout. The mesh reads, and goes on when this command ends.",
            "Exit code 0 if everything was read and understood, or with --no-wait asked for; 1 if not, 2 if it was not understood.",
            "Reading again changes nothing. docs/sources/backfill.md says which settings each source needs."
        })
final class BackfillCommand implements Callable<Integer> {

    private static final int NOT_ALL = 1;

    @ArgGroup(multiplicity = "1")
    private Wanted wanted = new Wanted();

    @Option(names = "--since", paramLabel = "TIME", description = "Only what came about from then on; RFC 3339.")
    private @Nullable Instant since;

    @Option(names = "--until", paramLabel = "TIME", description = "Only what came about before then; RFC 3339.")
    private @Nullable Instant until;

    @Option(names = "--no-wait", description = "Ask for it and do not wait for its end.")
    private boolean leaves;

    @Mixin
    private DoorOptions place = new DoorOptions();

    private final PrintStream out;
    private final PrintStream err;

    BackfillCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** One that is new, or one that is there. */
    private static final class Wanted {

        @ArgGroup(exclusive = false)
        private Past past = new Past();

        @Option(names = "--resume", paramLabel = "NAME", description = "Go on with this backfill, where it stopped.")
        private @Nullable String resume;
    }

    /** Whose past, and which. */
    private static final class Past {

        @Parameters(index = "0", paramLabel = "SOURCE", description = "github, argocd or jenkins.")
        private Source source = Source.GITHUB;

        @Parameters(
                index = "1",
                paramLabel = "SCOPE",
                description = "A repository, applications/NAME or projects/NAME, or a job's full name.")
        private String scope = "";
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        try (var mesh = place.open()) {
            var door = new BackfillDoor(mesh);
            BackfillStatus begun = begun(door);
            return leaves ? told(begun) : awaited(door, begun.name());
        } catch (DoorFailure failure) {
            err.println(failure.getMessage());
            return NOT_ALL;
        }
    }

    private BackfillStatus begun(BackfillDoor door) throws InterruptedException {
        String resumed = wanted.resume;
        return resumed == null
                ? door.create(
                        wanted.past.source, wanted.past.scope, Optional.ofNullable(since), Optional.ofNullable(until))
                : door.resume(resumed);
    }

    private int told(BackfillStatus begun) {
        err.println(begun.line());
        return 0;
    }

    private int awaited(BackfillDoor door, String name) throws InterruptedException {
        BackfillStatus end = door.awaited(name, status -> err.println(status.line()));
        end.rejections().forEach(out::println);
        if (!end.state().equals("SUCCEEDED")) {
            err.println("To go on: ./fawkes backfill --resume " + name);
        }
        return end.isWell() ? 0 : NOT_ALL;
    }
}
