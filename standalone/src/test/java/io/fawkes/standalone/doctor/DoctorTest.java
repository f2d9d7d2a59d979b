package io.fawkes.standalone.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.standalone.doctor.Finding.Failure;
import io.fawkes.standalone.doctor.Finding.Ok;
import io.fawkes.standalone.doctor.Finding.Warning;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DoctorTest {
    private static final Doctor DOCTOR = new Doctor(Duration.ofSeconds(60));

    @Test
    void tellsFindingsInTheOrderOfTheStages() throws InterruptedException {
        var findings = DOCTOR.examine(List.of(
                new Stage(well("a"), List.of(Stage.of(well("a1")), Stage.of(well("a2")))), Stage.of(well("b"))));

        assertEquals(List.of(new Ok("a"), new Ok("a1"), new Ok("a2"), new Ok("b")), findings);
    }

    @Test
    void asksNothingOfWhatDoesNotWorkButGoesOnAfterAWarning() throws InterruptedException {
        var failure = new Failure("gone", "bring it back");
        var warning = new Warning("slow", "be patient");
        var findings = DOCTOR.examine(List.of(
                new Stage(new Told("gone", failure), List.of(Stage.of(well("never asked")))),
                new Stage(new Told("slow", warning), List.of(Stage.of(well("asked"))))));

        assertEquals(List.of(failure, warning, new Ok("asked")), findings);
    }

    @Test
    void runsIndependentStagesBesideEachOther() throws InterruptedException {
        var meeting = new CountDownLatch(2);
        Callable<List<Finding>> meets = () -> {
            meeting.countDown();
            meeting.await();
            return List.of(new Ok("met"));
        };

        var findings = DOCTOR.examine(List.of(Stage.of(new Asked("one", meets)), Stage.of(new Asked("other", meets))));

        assertEquals(List.of(new Ok("met"), new Ok("met")), findings);
    }

    @Test
    void makesAFindingOfWhatTakesTooLong() throws InterruptedException {
        var never = new Asked("the silent one", () -> {
            new CountDownLatch(1).await();
            return List.of();
        });

        var findings = new Doctor(Duration.ofMillis(100)).examine(List.of(Stage.of(never)));

        assertTrue(
                findings.getFirst().line().startsWith("failure  the silent one: no answer within"), findings::toString);
    }

    @Test
    void makesAFindingOfWhatBreaks() throws InterruptedException {
        var broken = new Asked("the broken one", () -> {
            throw new IllegalStateException("it\nburst");
        });

        var findings = DOCTOR.examine(List.of(Stage.of(broken)));

        assertTrue(
                findings.getFirst().line().startsWith("failure  the broken one: it burst. Remedy: "),
                findings::toString);
    }

    private static Check well(String what) {
        return new Told(what, new Ok(what));
    }

    private record Asked(String subject, Callable<List<Finding>> answer) implements Check {
        @Override
        public List<Finding> findings() throws Exception {
            return answer.call();
        }
    }
}
