package dev.visor.gateway.findings;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The rules in force. Whoever changes a number here gives the rule a new version. */
@Component
class Rules {

    private final List<Rule> inForce;

    Rules(@Value("${visor.findings.zone:UTC}") String zone) {
        this.inForce = List.of(
                new UnusualVolume(100, 4, 5),
                new OffHours(10, 22, 6, zone(zone)),
                RefusalBurst.identifiers(20, 60),
                new MuchOpenedSubject(5),
                new ViewsWithoutWork(10, 2),
                RefusalBurst.denied(10, 10),
                new ExportSpike(10, 3, 5),
                new ClockSkew(60),
                new ReplicaHole(10),
                new MissingOutcome(60));
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("visor.findings.zone is a time zone such as Europe/Berlin", e);
        }
    }

    List<Rule> inForce() {
        return inForce;
    }
}
