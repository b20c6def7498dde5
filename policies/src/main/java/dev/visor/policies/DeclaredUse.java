package dev.visor.policies;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a project's landmarks are for, where the Artificial Intelligence Act, Regulation (EU) 2024/1689, asks for it. A rule of law is
 * a policy here: nothing is refused by this record itself.
 *
 * @param use what is to be inferred about the persons
 * @param setting where the persons are seen
 * @param exception why a prohibited setting is allowed all the same; null where none is claimed
 * @param claimedBy who claimed the exception; null where none is claimed, or nobody knows
 * @param agreed whether a second person agreed to the exception
 * @param lawNamed whether a law is named that allows the use
 * @param noticeGiven whether it is on record how the persons were told
 */
public record DeclaredUse(
        Use use,
        Setting setting,
        @Nullable Exemption exception,
        @Nullable UUID claimedBy,
        boolean agreed,
        boolean lawNamed,
        boolean noticeGiven) {

    /** Landmarks are measured, and nothing is inferred about anybody. */
    public static final DeclaredUse MEASURING =
            new DeclaredUse(Use.MEASUREMENT, Setting.OTHER, null, null, false, false, false);

    /** What is inferred. */
    public enum Use {
        /** Nothing about a person: shapes, distances, medical measures. */
        MEASUREMENT("measurement"),
        /** Emotions or intentions, Article 3(39). */
        EMOTION_INFERENCE("emotion-inference"),
        /** Whether somebody lies. */
        DECEPTION_DETECTION("deception-detection"),
        /** Whether somebody is a risk to security. */
        SECURITY_SCREENING("security-screening");

        private final String id;

        Use(String id) {
            this.id = id;
        }

        /** The name in requests, policies and the trail. */
        public String id() {
            return id;
        }

        /** The use of that name. */
        public static Optional<Use> named(String id) {
            return Arrays.stream(values()).filter(use -> use.id.equals(id)).findFirst();
        }

        @Override
        public String toString() {
            return id;
        }
    }

    /** Where the persons are. */
    public enum Setting {
        /** At work, or applying for it: Article 5(1)(f). */
        WORKPLACE("workplace"),
        /** At a school, a university, or applying there: Article 5(1)(f). */
        EDUCATION("education"),
        /** Patients and those who care for them. */
        HEALTH_CARE("health-care"),
        /** Volunteers of a study. */
        RESEARCH("research"),
        /** Shops, advertising, entertainment. */
        COMMERCE("commerce"),
        /** Police, courts, borders. */
        PUBLIC_SECURITY("public-security"),
        /** None of these. */
        OTHER("other");

        private final String id;

        Setting(String id) {
            this.id = id;
        }

        /** The name in requests, policies and the trail. */
        public String id() {
            return id;
        }

        /** The setting of that name. */
        public static Optional<Setting> named(String id) {
            return Arrays.stream(values())
                    .filter(setting -> setting.id.equals(id))
                    .findFirst();
        }

        @Override
        public String toString() {
            return id;
        }
    }

    /** The two reasons for which Article 5(1)(f) lets emotions be inferred at work and in education. */
    public enum Exemption {
        /** Medical reasons. */
        MEDICAL("medical"),
        /** Safety reasons. */
        SAFETY("safety");

        private final String id;

        Exemption(String id) {
            this.id = id;
        }

        /** The name in requests, policies and the trail. */
        public String id() {
            return id;
        }

        /** The exemption of that name. */
        public static Optional<Exemption> named(String id) {
            return Arrays.stream(values())
                    .filter(exemption -> exemption.id.equals(id))
                    .findFirst();
        }

        @Override
        public String toString() {
            return id;
        }
    }

    /** The same, with the exception agreed to by a second person. */
    public DeclaredUse agreedTo() {
        return new DeclaredUse(use, setting, exception, claimedBy, true, lawNamed, noticeGiven);
    }
}
