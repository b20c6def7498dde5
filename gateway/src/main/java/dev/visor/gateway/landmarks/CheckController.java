package dev.visor.gateway.landmarks;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.gateway.landmarks.geometry.FindingKind;
import dev.visor.gateway.landmarks.geometry.FindingKind.Severity;
import dev.visor.gateway.landmarks.geometry.GeometryFinding;
import dev.visor.policies.Act;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** What looks wrong about points before they are handed in. */
@RestController
class CheckController {

    private final GeometryDesk desk;

    CheckController(GeometryDesk desk) {
        this.desk = desk;
    }

    @PostMapping("/api/v1/tasks/{id}/check")
    @Guarded(Act.TASK_WORK)
    ResponseEntity<List<FindingAnswer>> check(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "Visor-Purpose", required = false) @Nullable String purpose,
            @RequestBody CheckedPoints sent) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(desk.look(caller, id, purpose, sent.schema(), sent.viewPoints()).stream()
                        .map(FindingAnswer::of)
                        .toList());
    }

    /**
     * Points as they stand.
     *
     * @param schema the version of the schema that they are counted by, as the task's answer labels it; may be missing where
     *     Visor ships the schema
     * @param viewPoints in view coordinates, one for each point of the schema
     */
    record CheckedPoints(@Nullable String schema, @Nullable List<@Nullable Placement> viewPoints) {

        @Override
        public String toString() {
            return "CheckedPoints[]";
        }
    }

    /**
     * Something that looks wrong.
     *
     * @param sentence what is wrong and what to do
     * @param points indices in the schema
     */
    record FindingAnswer(FindingKind kind, Severity severity, String sentence, List<Integer> points) {

        static FindingAnswer of(GeometryFinding finding) {
            return new FindingAnswer(finding.kind(), finding.severity(), finding.sentence(), finding.points());
        }
    }
}
