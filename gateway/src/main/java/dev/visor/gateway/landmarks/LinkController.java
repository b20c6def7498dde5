package dev.visor.gateway.landmarks;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.gateway.access.Unguarded;
import dev.visor.gateway.views.Links.Link;
import dev.visor.gateway.views.PictureAnswers;
import dev.visor.policies.Act;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Links to views: asked for by the annotator, fetched by a program that has nothing but the address. */
@RestController
class LinkController {

    private static final String FETCH = "/api/v1/links/";

    private final TaskLinks links;
    private final PictureAnswers pictures;

    LinkController(TaskLinks links, PictureAnswers pictures) {
        this.links = links;
        this.pictures = pictures;
    }

    @PostMapping("/api/v1/tasks/{id}/links")
    @Guarded(Act.VIEW_SHOW)
    ResponseEntity<LinkAnswer> give(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "Visor-Purpose", required = false) @Nullable String purpose) {
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(LinkAnswer.of(links.give(caller, id, purpose)));
    }

    @GetMapping(FETCH + "{word}")
    @Unguarded(because = "a link is its giver's own right to a view: the policies are asked as if the giver came")
    void fetch(@PathVariable String word, HttpServletResponse response) {
        links.fetch(word, pictures.png(response));
    }

    /**
     * A link.
     *
     * @param path the address behind the gateway's own
     * @param expires when it is over, if its deliveries are not used up before
     * @param deliveries how often the view can be fetched by it
     */
    record LinkAnswer(String path, Instant expires, int deliveries) {

        static LinkAnswer of(Link link) {
            return new LinkAnswer(FETCH + link.word(), link.expires(), link.deliveries());
        }

        @Override
        public String toString() {
            return "LinkAnswer[]";
        }
    }
}
