package dev.visor.gateway.intake;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.projects.Project;
import dev.visor.gateway.trail.ActorRef;
import dev.visor.gateway.trail.Entry;
import dev.visor.gateway.trail.Portions;
import dev.visor.gateway.trail.Trails;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Records which rows of a manifest come to nothing, and why: by line and reason code, without a name. */
@Component
class RowRefusals {

    /** Rows of one record: their lines, of five digits at most, fit into one fact. */
    private static final int ROWS = 30;

    private final Trails trails;

    RowRefusals(Trails trails) {
        this.trails = trails;
    }

    /**
     * A row that was refused.
     *
     * @param person whose face it claimed; null where nobody was declared yet
     */
    record Row(int line, String reason, @Nullable KeyOwner person) {}

    /** Appends the records, reason by reason; all are durable on return. */
    void record(Batch batch, Project project, ActorRef actor, Collection<Row> rows) {
        Map<String, List<Row>> byReason =
                rows.stream().collect(Collectors.groupingBy(Row::reason, TreeMap::new, Collectors.toList()));
        byReason.forEach((reason, all) -> {
            for (List<Row> some : Portions.of(all, ROWS)) {
                trails.append(entry(batch, project, actor, reason, some));
            }
        });
    }

    private static Entry entry(Batch batch, Project project, ActorRef actor, String reason, List<Row> rows) {
        Entry entry = Entry.of("batch.row-refused", actor)
                .in(batch.tenant())
                .because(project.purpose().id(), project.basis().id())
                .on(batch.inTrail())
                .with("project", project.id().toString())
                .with("reason", reason)
                .with("rows", Integer.toString(rows.size()))
                .with(
                        "lines",
                        rows.stream().map(row -> Integer.toString(row.line())).collect(Collectors.joining(",")));
        for (Row row : rows) {
            KeyOwner person = row.person();
            if (person != null) {
                entry.about(person);
            }
        }
        return entry;
    }
}
