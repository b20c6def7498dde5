package dev.visor.gateway.exchange;

import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.landmarks.Annotation;
import dev.visor.gateway.views.Asset;
import dev.visor.gateway.views.View;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which faces of a batch go into an export, and which do not. Nothing is opened yet.
 *
 * @param pictures in the order of their upload
 * @param leftOut the faces with a view that stay behind
 */
record Selection(List<Asset> pictures, List<Chosen> chosen, List<LeftOut> leftOut) {

    Selection {
        pictures = List.copyOf(pictures);
        chosen = List.copyOf(chosen);
        leftOut = List.copyOf(leftOut);
    }

    /** Whose landmarks will be opened. */
    Set<KeyOwner> persons() {
        Set<KeyOwner> persons = new LinkedHashSet<>();
        chosen.forEach(face -> persons.add(face.subject()));
        return persons;
    }

    /** What the tables remember of the faces that go along. */
    List<ExportedVersion> versions() {
        return chosen.stream()
                .map(face ->
                        new ExportedVersion(face.annotation().id(), face.view().asset(), face.subject()))
                .toList();
    }

    /** One face that goes along, in the version that goes along. */
    record Chosen(View view, Annotation annotation, KeyOwner subject) {}
}
