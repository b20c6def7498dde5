package dev.visor.gateway.landmarks;

import java.time.Duration;

/**
 * How a project's faces are to be worked on.
 *
 * @param copies how many people place points on each face without seeing each other's, 1 to {@link #MOST_COPIES}
 * @param dueDays within how many days of its release a face should be done, 1 to 365
 * @param priority 1 goes first, 5 last; the date decides between equals
 * @param secondLook whether a senior reviewer who had no hand in it looks at what is handed in, before it counts
 * @param links whether annotators may have links to views, for programs of their own that can only fetch an address
 */
record WorkPlan(int copies, int dueDays, int priority, boolean secondLook, boolean links) {

    static final int MOST_COPIES = 5;
    private static final int LONGEST = 365;
    private static final int LAST = 5;

    /** Where the client says nothing: one person, a week, in the middle, nobody a second time, no links. */
    static final WorkPlan USUAL = new WorkPlan(1, 7, 3, false, false);

    WorkPlan {
        if (copies < 1 || copies > MOST_COPIES || dueDays < 1 || dueDays > LONGEST || priority < 1 || priority > LAST) {
            throw new IllegalArgumentException("A face has 1 to " + MOST_COPIES + " copies, 1 to " + LONGEST
                    + " days and a priority of 1 to " + LAST);
        }
    }

    Duration due() {
        return Duration.ofDays(dueDays);
    }
}
