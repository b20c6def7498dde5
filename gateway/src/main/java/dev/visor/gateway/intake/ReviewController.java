package dev.visor.gateway.intake;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.gateway.views.PictureAnswers;
import dev.visor.gateway.views.Reasons;
import dev.visor.gateway.views.View;
import dev.visor.gateway.views.Withholding;
import dev.visor.policies.Act;
import dev.visor.redaction.geometry.Box;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Batches from the redaction officer's side. */
@RestController
@RequestMapping("/api/v1")
class ReviewController {

    private final Reviews reviews;
    private final Withholding withholding;
    private final PictureAnswers pictures;

    ReviewController(Reviews reviews, Withholding withholding, PictureAnswers pictures) {
        this.reviews = reviews;
        this.withholding = withholding;
        this.pictures = pictures;
    }

    @GetMapping("/batches/{id}/review")
    @Guarded(Act.BATCH_REVIEW)
    List<ReviewedAnswer> review(Caller caller, @PathVariable UUID id) {
        return reviews.review(caller, id).stream().map(ReviewedAnswer::of).toList();
    }

    @GetMapping("/views/{id}/picture")
    @Guarded(Act.BATCH_REVIEW)
    void view(Caller caller, @PathVariable UUID id, HttpServletResponse response) {
        reviews.view(caller, id, pictures.png(response));
    }

    @PostMapping("/views/{id}/restore")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Guarded(Act.VIEW_RESTORE)
    void restore(Caller caller, @PathVariable UUID id) {
        withholding.restore(caller, id);
    }

    @PostMapping("/assets/{id}/outlines")
    @ResponseStatus(HttpStatus.CREATED)
    @Guarded(Act.FACE_DRAW)
    ViewAnswer draw(Caller caller, @PathVariable UUID id, @RequestBody Reviews.DrawnFace drawn) {
        return ViewAnswer.of(reviews.draw(caller, id, drawn));
    }

    @GetMapping("/assets/{id}/original")
    @Guarded(Act.ORIGINAL_SHOW)
    void original(Caller caller, @PathVariable UUID id, HttpServletResponse response) {
        reviews.original(caller, id, pictures.original(response));
    }

    record ReviewedAnswer(
            UUID id,
            String reference,
            String state,
            @Nullable String reason,
            @Nullable String sentence,
            int width,
            int height,
            int orientation,
            long bystanders,
            List<ViewAnswer> views,
            List<RowAnswer> rows) {

        static ReviewedAnswer of(Reviews.Reviewed reviewed) {
            String reason = reviewed.asset().reason();
            return new ReviewedAnswer(
                    reviewed.asset().id(),
                    reviewed.reference(),
                    reviewed.asset().state().label(),
                    reason,
                    reason == null ? null : Reasons.sentence(reason),
                    reviewed.asset().size().width(),
                    reviewed.asset().size().height(),
                    reviewed.asset().orientation(),
                    reviewed.bystanders(),
                    reviewed.views().stream().map(ViewAnswer::of).toList(),
                    reviewed.rows().stream().map(RowAnswer::of).toList());
        }
    }

    /** The box is in stored pixels: x, y, width, height. */
    record RowAnswer(
            int line,
            @Nullable List<Double> imageBox,
            @Nullable UUID view,
            @Nullable String reason,
            @Nullable String sentence) {

        static RowAnswer of(Reviews.ReviewedRow row) {
            Box box = row.box();
            View view = row.view();
            String reason = row.reason();
            return new RowAnswer(
                    row.line(),
                    box == null ? null : List.of(box.x(), box.y(), box.width(), box.height()),
                    view == null ? null : view.id(),
                    reason,
                    reason == null ? null : Reasons.sentence(reason));
        }
    }

    record ViewAnswer(UUID id, int width, int height, String state, String detector) {

        static ViewAnswer of(View view) {
            return new ViewAnswer(
                    view.id(),
                    view.size().width(),
                    view.size().height(),
                    view.state().label(),
                    view.detector());
        }
    }
}
