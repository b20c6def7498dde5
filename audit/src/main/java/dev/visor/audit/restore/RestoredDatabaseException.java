package dev.visor.audit.restore;

import dev.visor.audit.TrailAlteredException;
import java.util.List;

/** The database knows less of a log than was signed: it was restored from a backup, and has to be rejoined first. */
public final class RestoredDatabaseException extends TrailAlteredException {

    private static final long serialVersionUID = 1L;

    /** Names the logs and by how much they are ahead. */
    RestoredDatabaseException(List<RestoredDatabase.Behind> behind) {
        super("The database is older than the published trail, so nothing is written to it: it holds "
                + behind.getFirst().before() + " of the " + behind.getFirst().size() + " signed records of the log "
                + behind.getFirst().log()
                + (behind.size() == 1 ? "" : ", and is behind in " + (behind.size() - 1) + " more"));
    }
}
