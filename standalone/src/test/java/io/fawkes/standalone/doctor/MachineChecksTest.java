package io.fawkes.standalone.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.runtime.config.ConfigurationException;
import io.fawkes.standalone.doctor.Finding.Failure;
import io.fawkes.standalone.doctor.Finding.Ok;
import io.fawkes.standalone.doctor.Finding.Warning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineChecksTest {
    @TempDir
    Path folder;

    @Test
    void findsAFolderThatIsNotThereYetWellAndDoesNotMakeIt() throws IOException {
        var missing = folder.resolve("not/yet");

        assertInstanceOf(Ok.class, found(new FolderAccess(missing)));
        assertFalse(Files.exists(folder.resolve("not")), "nothing is made");
    }

    @Test
    void failsForAFolderThatIsAFile() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");

        assertInstanceOf(Failure.class, found(new FolderAccess(file)));
        assertInstanceOf(Failure.class, found(new FolderAccess(file.resolve("below"))));
    }

    @Test
    void warnsOfSecretsThatOthersMayRead() throws IOException {
        allow(folder, "rwx------");
        var secret = Files.writeString(
                Files.createDirectory(folder.resolve("secrets")).resolve("webhook-github"), "kept");
        allow(secret, "rw-------");
        assertInstanceOf(Ok.class, found(new FolderAccess(folder)));

        allow(secret, "rw-r-----");

        assertEquals(
                List.of(new Warning(
                        "data folder: %s is open to others (rw-r-----)".formatted(secret), "chmod go= " + secret)),
                new FolderAccess(folder).findings());
    }

    @Test
    void judgesADiskByWhatIsFree() throws IOException {
        var disk = new FreeDisk(folder);

        assertInstanceOf(Failure.class, disk.judged(99));
        assertInstanceOf(Warning.class, disk.judged(1023));
        assertInstanceOf(Ok.class, disk.judged(1024));
        assertEquals(1, new FreeDisk(folder.resolve("not/yet")).findings().size());
    }

    @Test
    void warnsOfAJavaThatNobodyTested() {
        assertTrue(new JavaVersion(Runtime.Version.parse("25.0.1"))
                .findings()
                .getFirst()
                .isWell());
        assertInstanceOf(
                Warning.class,
                new JavaVersion(Runtime.Version.parse("26")).findings().getFirst());
    }

    @Test
    void tellsEveryMistakeInASetting() {
        var check = new Configuration("gateway", () -> {
            throw new ConfigurationException(List.of("A: x (expected: y)", "B: not set"));
        });

        assertEquals(2, check.findings().size());
        assertTrue(check.findings().getFirst().line().contains("settings of gateway: A: x (expected: y)"));
    }

    private static Finding found(FolderAccess check) throws IOException {
        return check.findings().getFirst();
    }

    private static void allow(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
}
