package dev.visor.gateway.rules;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.policies.Act;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The page of the rules. What is in force changes by two persons, or back by one. */
@RestController
@RequestMapping("/api/v1/policy-sets")
class PolicySetController {

    private final PolicySets sets;
    private final Rehearsals rehearsals;
    private final PolicySetAnswers answers;

    PolicySetController(PolicySets sets, Rehearsals rehearsals, PolicySetAnswers answers) {
        this.sets = sets;
        this.rehearsals = rehearsals;
        this.answers = answers;
    }

    @GetMapping
    @Guarded(Act.POLICIES_READ)
    PolicySetAnswers.ShelfAnswer list(Caller caller) {
        return answers.of(sets.shelf(caller));
    }

    @GetMapping("/{id}")
    @Guarded(Act.POLICIES_READ)
    PolicySetAnswers.SetAnswer open(Caller caller, @PathVariable UUID id) {
        return answers.of(sets.open(caller, id));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Guarded(Act.POLICIES_PROPOSE)
    PolicySetAnswers.SetAnswer propose(Caller caller, @Valid @RequestBody NewPolicySet proposed) {
        return answers.of(sets.propose(caller, proposed.title().trim(), proposed.files()));
    }

    @PostMapping("/{id}/rehearsals")
    @Guarded(Act.POLICIES_PROPOSE)
    PolicySetAnswers.SetAnswer rehearse(Caller caller, @PathVariable UUID id, @Valid @RequestBody NewRehearsal wanted) {
        return answers.of(rehearsals.rehearse(caller, id, wanted.decisions()));
    }

    @PostMapping("/{id}/activate")
    @Guarded(Act.POLICIES_ACTIVATE)
    PolicySetAnswers.SetAnswer activate(
            Caller caller, @PathVariable UUID id, @Valid @RequestBody NewActivation agreed) {
        return answers.of(sets.activate(caller, id, agreed.approval()));
    }

    @PostMapping("/roll-back")
    @Guarded(Act.POLICIES_ACTIVATE)
    PolicySetAnswers.SetAnswer goBack(Caller caller) {
        return answers.of(sets.goBack(caller));
    }

    /**
     * What is proposed.
     *
     * @param title what it is for; it stands in the clear, so it names nobody
     * @param files the rule files that differ from the set in force, by their names
     */
    record NewPolicySet(
            @NotNull @Size(max = 100) @Pattern(regexp = ".*\\S.*")
            String title,

            @NotEmpty Map<String, String> files) {

        @Override
        public String toString() {
            return "NewPolicySet" + files.keySet();
        }
    }

    /** How many of the newest decisions are made again. */
    record NewRehearsal(int decisions) {}

    /** Which request for a second person was granted. */
    record NewActivation(@NotNull UUID approval) {}
}
