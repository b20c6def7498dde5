package dev.visor.gateway.access;

import dev.visor.audit.ObjectLabel;
import dev.visor.policies.Act;
import dev.visor.policies.Resource;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows administrators who can sign in, and under which roles. */
@RestController
class PeopleController {

    private final People people;
    private final Gate gate;

    PeopleController(People people, Gate gate) {
        this.people = people;
        this.gate = gate;
    }

    @GetMapping("/api/v1/people")
    @Guarded(Act.PEOPLE_READ)
    PeopleAnswer list(Caller caller, @RequestParam(defaultValue = "0") @PositiveOrZero @Max(1_000_000) int first) {
        gate.pass(
                caller,
                Act.PEOPLE_READ,
                Resource.Directory.ALL,
                "people.read",
                entry -> entry.on(ObjectLabel.of("directory", Resource.Directory.ALL.id())));
        List<People.Listed> listed = people.from(first);
        return new PeopleAnswer(listed, listed.size() == People.PAGE);
    }

    /**
     * A page.
     *
     * @param more whether there may be another one
     */
    record PeopleAnswer(List<People.Listed> people, boolean more) {}
}
