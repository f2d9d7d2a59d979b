package io.fawkes.standalone.doctor;

import io.fawkes.standalone.doctor.Finding.Failure;
import io.fawkes.standalone.doctor.Finding.Ok;
import io.fawkes.standalone.doctor.Finding.Warning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether the disk of the data folder has room: PostgreSQL stops when it has none. */
public final class FreeDisk implements Check {

    private static final long MIB = 1024L * 1024;
    private static final long SCARCE_MIB = 1024;
    private static final long TOO_LITTLE_MIB = 100;

    private final Path folder;

    /** Examines the disk of {@code folder}, which need not exist yet. */
    public FreeDisk(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public String subject() {
        return "disk";
    }

    @Override
    public List<Finding> findings() throws IOException {
        Path existing = folder;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return List.of(judged(Files.getFileStore(existing).getUsableSpace() / MIB));
    }

    Finding judged(long freeMib) {
        var what = "disk: %,d MiB are free at %s".formatted(freeMib, folder);
        var remedy = "make room, or name a folder on another disk by FAWKES_DATA_DIR";
        if (freeMib < TOO_LITTLE_MIB) {
            return new Failure(what, remedy);
        }
        return freeMib < SCARCE_MIB ? new Warning(what, remedy) : new Ok(what);
    }
}
