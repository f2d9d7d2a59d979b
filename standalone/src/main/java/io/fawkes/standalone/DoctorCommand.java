package io.fawkes.standalone;

import io.fawkes.runtime.config.Settings;
import io.fawkes.standalone.doctor.Doctor;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fawkes doctor}: examines the settings, the machine and the mesh that runs, and says what mends what is wrong. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Says what is wrong with the mesh on this machine, and what mends it.",
        footer = {
            "",
            "Run it in the environment of ./fawkes up. One line a finding; exit code 0 if nothing is wrong, else 1.",
            "It changes nothing but the inbox, where its signed ping and its forged one are kept as deliveries."
        })
final class DoctorCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SOMETHING_IS_WRONG = 1;

    @Option(
            names = "--longest-transaction",
            paramLabel = "DURATION",
            defaultValue = "PT1M",
            description = "How long a transaction may write before it is named (${DEFAULT-VALUE}).")
    private Duration longestTransaction = Duration.ofMinutes(1);

    private final Settings settings;
    private final PrintStream out;

    DoctorCommand(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        var findings = new Doctor(PATIENCE).examine(Examination.of(settings, longestTransaction));
        findings.forEach(finding -> out.println(finding.line()));
        long wrong = findings.stream().filter(finding -> !finding.isWell()).count();
        out.println(
                wrong == 0
                        ? "Nothing is wrong."
                        : "%d of %d findings want a remedy.".formatted(wrong, findings.size()));
        return wrong == 0 ? 0 : SOMETHING_IS_WRONG;
    }
}
