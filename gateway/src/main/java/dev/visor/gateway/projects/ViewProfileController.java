package dev.visor.gateway.projects;

import dev.visor.gateway.access.Caller;
import dev.visor.gateway.access.Guarded;
import dev.visor.policies.Act;
import dev.visor.policies.ViewProfile;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What annotators may be shown of a face, for who opens a project. */
@RestController
@RequestMapping("/api/v1/view-profiles")
class ViewProfileController {

    private final Projects projects;

    ViewProfileController(Projects projects) {
        this.projects = projects;
    }

    @GetMapping
    @Guarded(Act.PROJECT_READ)
    List<ProfileAnswer> list(Caller caller) {
        return projects.viewProfiles(caller).stream().map(ProfileAnswer::of).toList();
    }

    record ProfileAnswer(
            String name,
            String summary,
            String shape,
            double margin,
            int longestSide,
            int smallestFace,
            boolean aligned,
            boolean hiddenPointsAsked) {

        static ProfileAnswer of(ViewProfile profile) {
            return new ProfileAnswer(
                    profile.name(),
                    profile.summary(),
                    profile.shape(),
                    profile.margin(),
                    profile.longestSide(),
                    profile.smallestFace(),
                    profile.aligned(),
                    profile.hiddenPointsAsked());
        }
    }
}
