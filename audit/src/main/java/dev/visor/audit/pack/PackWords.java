package dev.visor.audit.pack;

import java.util.List;

/** What a pack says about itself, in its text and in its PDF. */
final class PackWords {

    static final List<String> PROVES = List.of(
            "Each file in proofs/ holds one record, whole and unchanged, and the way from it to a root that the log's two keys"
                    + " signed (Ed25519 and ML-DSA-44). A record that was changed, or that never stood in this log, cannot"
                    + " pass.",
            "Where the checkpoint bears lines of witnesses, these saw the same root and will not sign another; their keys come"
                    + " from them.",
            "Where there is a time token, checkpoint.tsr, the checkpoint existed at the time that it states, if whoever made it"
                    + " is to be trusted: openssl ts -verify -data checkpoint -in checkpoint.tsr -CAfile CA.pem",
            "Each file in policies/ is named by the SHA-256 of its bytes (sha256sum shows it), and the records that were"
                    + " decided by these rules name the same. It holds name and text of each rule file in turn, each behind"
                    + " its length in four bytes; the folder beside it has them one by one.");

    static final List<String> DOES_NOT_PROVE = List.of(
            "That nothing is missing. Whoever made the pack chose the question, and could have left records out that fit it."
                    + " Only the whole log shows that (visor-audit verify) or, about one person, the counts in the subject"
                    + " report.",
            "That what a record says is true, or about whom it should be. The log shows that it was written then, and not"
                    + " changed since; it does not catch an operator who writes a record under another person's name, or"
                    + " none.",
            "What a picture showed. Records hold keyed commitments to pictures, never a picture: that one was what it is said"
                    + " to be, the log cannot know.",
            "That nothing happened that was never recorded: Visor shows nothing before its record is durable, but a program"
                    + " that somebody altered may.",
            "The times, unless witnesses or a time stamping authority vouch for them: they are the operator's own.",
            "Who the people are. Names are sealed under the keys of their owners, here are their labels; the operator can open"
                    + " them while the keys are there.",
            "That the rules were right. The pack shows which ones were in force, not that they are lawful.");

    static final List<String> TO_CHECK = List.of(
            "visor-audit pack check PACK.zip --key log.vkey",
            "With --witness KEY, --policy FILE or --tsa CA.pem it also demands that these vouch for the checkpoint.",
            "Take log.vkey from somebody whom you trust, and not from this pack. The check needs no network and no log. It"
                    + " also makes this text, the list of records and the PDF anew from the proved records, and refuses a"
                    + " pack whose own differ. Take the version of visor-audit that pack.json names.",
            "The forms are open: the proofs are c2sp.org/tlog-proof, the checkpoint is c2sp.org/tlog-checkpoint, the tree is"
                    + " that of RFC 6962.");

    private static final int COLUMNS = 118;

    private PackWords() {}

    /** Breaks a paragraph into lines; all but the first are indented like what follows the bullet. */
    static String wrapped(String first, String text) {
        StringBuilder lines = new StringBuilder(first);
        int column = first.length();
        boolean begins = true;
        for (String word : text.split(" ", -1)) {
            if (!begins && column + 1 + word.length() > COLUMNS) {
                lines.append('\n').append(" ".repeat(first.length()));
                column = first.length();
                begins = true;
            }
            lines.append(begins ? "" : " ").append(word);
            column += word.length() + (begins ? 0 : 1);
            begins = false;
        }
        return lines.append('\n').toString();
    }
}
