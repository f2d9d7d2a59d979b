package io.fawkes.standalone.storage;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once from the class path into the data folder. */
final class PostgresBinaries {

    private static final int OWNER_MAY_EXECUTE = 0100;

    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    /** The programs below {@code parent}, unpacked if this version is not there yet. */
    static PostgresBinaries in(Path parent) throws IOException {
        String archive = "postgres-%s-%s.txz".formatted(system(), processor());
        URL packed = PostgresBinaries.class.getResource("/" + archive);
        if (packed == null) {
            throw new StartFailure(
                    EmbeddedDatabase.PART,
                    "no PostgreSQL for this machine is included (%s)".formatted(archive),
                    "Name a PostgreSQL of yours by FAWKES_POSTGRES_URL.");
        }
        // Its size tells one version from another without reading fifteen megabytes at every start.
        Path home =
                parent.resolve("postgres-programs-" + packed.openConnection().getContentLengthLong());
        if (!Files.isDirectory(home)) {
            unpack(packed, home);
        }
        return new PostgresBinaries(home);
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    }

    private static String processor() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    }

    /** Unpacked aside and then renamed: a killed run leaves the whole of it or nothing that is used. */
    private static void unpack(URL packed, Path home) throws IOException {
        Path aside = home.resolveSibling("postgres-programs-unpacking");
        delete(aside);
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed.openStream())))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, aside.resolve(entry.getName()));
            }
        }
        Files.move(aside, home, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, target);
            boolean program = (entry.getMode() & OWNER_MAY_EXECUTE) != 0;
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** The program {@code name}. */
    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }
}
