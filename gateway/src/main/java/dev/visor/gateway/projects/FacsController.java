package dev.visor.gateway.projects;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.gateway.projects.codes.ActionUnits;
import dev.visor.gateway.projects.codes.ExpressionRules;
import dev.visor.gateway.projects.codes.FaceAttributes;
import dev.visor.policies.Act;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which codes there are, for who opens a project or reads an export. No person is in them. */
@RestController
@RequestMapping("/api/v1/facs")
class FacsController {

    private final Projects projects;

    /** Read when the program starts, so that one whose files are wrong does not. */
    private final Facs facs = new Facs(ActionUnits.facs(), ExpressionRules.all(), FaceAttributes.shipped());

    FacsController(Projects projects) {
        this.projects = projects;
    }

    @GetMapping
    @Guarded(Act.PROJECT_READ)
    Facs read(Caller caller) {
        projects.checkReader(caller);
        return facs;
    }

    /**
     * All codes.
     *
     * @param expressions the tables from action units to expressions, the newest last
     */
    record Facs(ActionUnits actionUnits, List<ExpressionRules> expressions, FaceAttributes attributes) {}
}
