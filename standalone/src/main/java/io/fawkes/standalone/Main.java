package io.fawkes.standalone;

import io.fawkes.runtime.config.Settings;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The {@code fawkes} command. Exit codes: 0 as asked, 1 what was asked cannot be done, 2 it was not understood. */
@Command(
        name = "fawkes",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "Delivery data with evidence: facts in, DORA answers out.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "./fawkes bench measures its services; see ./fawkes bench --help."})
public final class Main {

    private static final int NOT_UNDERSTOOD = 2;

    private Main() {}

    /** Runs the command that {@code arguments} name. */
    public static void main(String[] arguments) {
        System.exit(commands().execute(arguments));
    }

    static CommandLine commands() {
        return new CommandLine(new Main())
                .addSubcommand(new UpCommand(Settings.ofEnvironment(), System.out))
                .addSubcommand(new DoctorCommand(Settings.ofEnvironment(), System.out))
                .addSubcommand(new DemoCommand(Settings.ofEnvironment(), System.out, InstantSource.system()))
                .addSubcommand(new ImportCommand(System.out, System.err))
                .addSubcommand(new BackfillCommand(System.out, System.err))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Main::notUnderstood);
    }

    private static int notUnderstood(ParameterException mistake, String[] arguments) {
        mistake.getCommandLine().getErr().println("fawkes: %s (see fawkes --help)".formatted(mistake.getMessage()));
        return NOT_UNDERSTOOD;
    }

    /** The version that the jar says it is. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"fawkes " + (version == null ? "of a source tree" : version)};
        }
    }
}
