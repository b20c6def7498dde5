package dev.visor.redaction.worker;

import dev.visor.redaction.geometry.ViewFrame;
import dev.visor.redaction.picture.PictureHeader;
import dev.visor.redaction.picture.PictureRefusedException;
import dev.visor.redaction.picture.ViewFile;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What an answer must be for its order, whoever wrote it: a picture that took a worker over must not pass off another
 * picture's frame, a row that nobody asked for, or a file that carries more than pixels.
 */
final class AnswerCheck {

    private AnswerCheck() {}

    static void check(Redacted redacted, RedactionOrder order, PictureHeader header) throws IOException {
        require(redacted.stored().equals(header.stored()), "another size");
        require(redacted.orientation() == header.orientation(), "another orientation");
        Set<Integer> open = new HashSet<>();
        order.claims().forEach(claim -> open.add(claim.row()));
        for (FoundFace.Target target : redacted.targets()) {
            require(open.remove(target.row()), "a row that was not open");
            ViewFrame frame = target.frame();
            require(frame.asset().equals(order.asset()), "another asset");
            require(frame.generation() == order.generation(), "another generation");
            require(frame.stored().equals(header.stored()), "a frame of another size");
            require(frame.orientation() == header.orientation(), "a frame of another orientation");
            require(frame.view().longestSide() <= order.rules().longestSide(), "too large a view");
            check(target.view(), frame);
        }
        for (Integer row : List.copyOf(redacted.unmatched().keySet())) {
            require(open.remove(row), "a reason for a row that was not open");
        }
        require(open.isEmpty(), "nothing for a row");
    }

    static void check(byte[] view, ViewFrame frame) throws IOException {
        try {
            require(ViewFile.size(view).equals(frame.view()), "a view of another size than its frame");
        } catch (PictureRefusedException e) {
            throw new IOException("The worker answered with a view that is no plain PNG", e);
        }
    }

    private static void require(boolean holds, String otherwise) throws IOException {
        if (!holds) {
            throw new IOException("The worker answered with " + otherwise);
        }
    }
}
