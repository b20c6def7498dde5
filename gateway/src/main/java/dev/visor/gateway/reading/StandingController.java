package dev.visor.gateway.reading;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Gate;
import dev.visor.gateway.access.Guarded;
import dev.visor.gateway.trail.LogStanding;
import dev.visor.gateway.trail.TrailStanding;
import dev.visor.policies.Act;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the caller's own log stands: states, counts and times, and nothing about anybody, so that it is no record. */
@RestController
@RequestMapping("/api/v1/trail")
class StandingController {

    private final TrailStanding standing;
    private final Gate gate;

    StandingController(TrailStanding standing, Gate gate) {
        this.standing = standing;
        this.gate = gate;
    }

    @GetMapping("/standing")
    @Guarded(Act.TRAIL_READ)
    LogStanding standing(Caller caller) {
        gate.check(caller, Act.TRAIL_READ, Questions.log(caller));
        return standing.of(caller.tenant());
    }
}
