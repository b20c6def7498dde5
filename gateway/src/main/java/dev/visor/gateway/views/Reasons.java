package dev.visor.gateway.views;

import java.util.Map;

/** What the stable reasons mean for which a row or a picture has no view, and what can be done about it. */
public final class Reasons {

    private static final Map<String, String> SENTENCES = Map.ofEntries(
            Map.entry("file-missing", "No picture of this name was uploaded before the batch was closed."),
            Map.entry("claim-unmatched", "No face was found at this box; give a box that surrounds the face."),
            Map.entry(
                    "not-exactly-one-face", "\"whole\" holds for a picture of exactly one face; give the face's box."),
            Map.entry("face-claimed-twice", "Another row claims the same face."),
            Map.entry("face-too-small", "The face is smaller than the view profile lets a target be."),
            Map.entry("faces-overlap", "Another face hides too much of this one for a view of it alone."),
            Map.entry(
                    "face-unreadable",
                    "No outline could be laid around this face: it is covered, turned away or unclear."),
            Map.entry("view-unconfirmed", "A second detector did not find the face in its finished view."),
            Map.entry("view-shows-several", "A second detector saw more than one face in the finished view."),
            Map.entry("views-too-large", "The picture's views are too large together; claim fewer faces a picture."),
            Map.entry("nothing-claimed", "No row claims a face on this picture."),
            Map.entry("undecodable", "The picture's data is damaged; export it again and upload it in a new batch."),
            Map.entry("wrong-picture", "The picture is not the one that its frame names."),
            Map.entry("key-destroyed", "The picture's keys were destroyed."),
            Map.entry("deadline-exceeded", "The picture took longer than its deadline allows."),
            Map.entry("worker-killed-twice", "Two workers ended on this picture; it is not tried again."),
            Map.entry("worker-failed", "Two workers failed on this picture; it is not tried again."),
            Map.entry("tried-too-often", "The picture was tried too often without an end."));

    private Reasons() {}

    /** One plain sentence on a reason. */
    public static String sentence(String reason) {
        return SENTENCES.getOrDefault(reason, "There is no view for the reason " + reason + ".");
    }
}
