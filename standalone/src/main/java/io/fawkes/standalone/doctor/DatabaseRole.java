package io.fawkes.standalone.doctor;

import io.fawkes.runtime.postgres.PostgresUrl;
import io.fawkes.standalone.doctor.Finding.Failure;
import io.fawkes.standalone.doctor.Finding.Ok;
import io.fawkes.standalone.storage.Sessions;
import java.sql.SQLException;
import java.util.List;

/** Whether a service's database can be entered as one of its roles. */
public final class DatabaseRole implements Check {

    private final String service;
    private final PostgresUrl entry;

    /**
     * @param service whose database
     * @param entry where it is and as whom it is entered
     */
    public DatabaseRole(String service, PostgresUrl entry) {
        this.service = service;
        this.entry = entry;
    }

    @Override
    public String subject() {
        return "database of %s as %s".formatted(service, entry.user());
    }

    @Override
    public List<Finding> findings() {
        try (var _ = Sessions.open(entry, "fawkes-doctor")) {
            return List.of(new Ok(subject() + ": can be entered"));
        } catch (SQLException refused) {
            return List.of(
                    new Failure(
                            "%s: %s cannot be entered (%s)".formatted(subject(), entry, refused.getMessage()),
                            "start the mesh again with this data folder: ./fawkes up sets the roles' passwords to the kept ones"));
        }
    }
}
