package dev.visor.gateway.views;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.policies.Act;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Originals that two persons agreed to open. */
@RestController
class BreakGlassController {

    private final BrokenGlass glass;
    private final PictureAnswers pictures;

    BreakGlassController(BrokenGlass glass, PictureAnswers pictures) {
        this.glass = glass;
        this.pictures = pictures;
    }

    @GetMapping("/api/v1/approvals/{id}/original")
    @Guarded(Act.ORIGINAL_BREAK_GLASS)
    void original(
            Caller caller,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String tenant,
            HttpServletResponse response) {
        glass.open(caller, tenant, id, pictures.original(response));
    }
}
