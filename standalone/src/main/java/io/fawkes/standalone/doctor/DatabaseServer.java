package io.fawkes.standalone.doctor;

import io.fawkes.runtime.postgres.PostgresUrl;
import io.fawkes.standalone.doctor.Finding.Failure;
import io.fawkes.standalone.doctor.Finding.Ok;
import io.fawkes.standalone.storage.Sessions;
import java.sql.SQLException;
import java.util.List;

/** Whether PostgreSQL answers, and is one that Fawkes runs on. */
public final class DatabaseServer implements Check {

    private static final int OLDEST = 15;

    private final PostgresUrl administration;
    private final String remedy;

    /**
     * @param administration where it is, as its administrator
     * @param remedy what to do if it does not answer
     */
    public DatabaseServer(PostgresUrl administration, String remedy) {
        this.administration = administration;
        this.remedy = remedy;
    }

    @Override
    public String subject() {
        return "PostgreSQL";
    }

    @Override
    public List<Finding> findings() {
        try (var session = Sessions.open(administration, "fawkes-doctor")) {
            var product = session.getMetaData();
            var what = "PostgreSQL: version %s at %s".formatted(product.getDatabaseProductVersion(), administration);
            return List.of(
                    product.getDatabaseMajorVersion() >= OLDEST
                            ? new Ok(what)
                            : new Failure(what, "use version %d or later".formatted(OLDEST)));
        } catch (SQLException refused) {
            return List.of(new Failure(
                    "PostgreSQL: %s cannot be entered (%s)".formatted(administration, refused.getMessage()), remedy));
        }
    }
}
