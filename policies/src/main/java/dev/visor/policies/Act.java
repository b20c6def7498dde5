package dev.visor.policies;

/** Everything that a person can ask to do. Closed: an act that is not listed here does not exist. */
public enum Act {
    /** Take a client organisation in. On {@link Resource.Tenant}. */
    TENANT_CREATE("tenant.create"),
    /** See which client organisations there are, and which are ended. On {@link Resource.Directory}. */
    TENANT_READ("tenant.read"),
    /** End a client organisation: destroy all that it has. On {@link Resource.Tenant}. */
    TENANT_END("tenant.end"),
    /** Take a team of a workforce in. On {@link Resource.Workforce}. */
    TEAM_CREATE("team.create"),
    /** Take somebody into a team. On {@link Resource.Workforce}. */
    TEAM_JOIN("team.join"),
    /** Let somebody leave a team. On {@link Resource.Workforce}. */
    TEAM_LEAVE("team.leave"),
    /** Record where a team or somebody in it works. On {@link Resource.Workforce}. */
    WORKPLACE_RECORD("workplace.record"),
    /** See which external auditors were invited. On {@link Resource.Invitation}. */
    AUDITOR_READ("auditor.read"),
    /** Invite an external auditor, whom a second person has to agree to. On {@link Resource.Invitation}. */
    AUDITOR_INVITE("auditor.invite"),
    /** Agree to an external auditor whom another person invited. On {@link Resource.Invitation}. */
    AUDITOR_AGREE("auditor.agree"),
    /** End an invitation before its time. On {@link Resource.Invitation}. */
    AUDITOR_END("auditor.end"),
    /** See who can sign in, and under which roles. On {@link Resource.Directory}. */
    PEOPLE_READ("people.read"),
    /** Open an account for somebody, as two administrators said. On {@link Resource.Directory}. */
    ACCOUNT_OPEN("account.open"),
    /** Close somebody's account, and end its sessions. On {@link Resource.Directory}. */
    ACCOUNT_CLOSE("account.close"),
    /** Take a lost second factor off somebody, as two administrators said. On {@link Resource.Directory}. */
    SECOND_FACTOR_RESET("second-factor.reset"),
    /** Give somebody who forgot the password another one for one sign-in, as two administrators said. On {@link Resource.Directory}. */
    PASSWORD_RESET("password.reset"),
    /** See how the keys stand: numbers, ages and progress. On {@link Resource.Tenant}, the nil one for all. */
    KEYS_READ("keys.read"),
    /** Have a client's epoch key turned now. On {@link Resource.Tenant}, the nil one for the operator's own. */
    KEYS_TURN("keys.turn"),
    /** Read the rules, in force and proposed. On {@link Resource.Rules}. */
    POLICIES_READ("policies.read"),
    /** Propose other rules, and have them rehearsed. On {@link Resource.Rules}. */
    POLICIES_PROPOSE("policies.propose"),
    /** Put rules in force, or go back to those before. On {@link Resource.Rules}. */
    POLICIES_ACTIVATE("policies.activate"),
    /** Make a project. On {@link Resource.Tenant}. */
    PROJECT_CREATE("project.create"),
    /** Say what a project's landmarks are for. On {@link Resource.Project}. */
    PROJECT_DECLARE("project.declare"),
    /** Agree to an exception that a project claims. On {@link Resource.Project}. */
    PROJECT_AGREE("project.agree"),
    /** Read a project's settings. On {@link Resource.Project}. */
    PROJECT_READ("project.read"),
    /** Open a batch in a project. On {@link Resource.Project}. */
    BATCH_CREATE("batch.create"),
    /** Put pictures into a staged batch. On {@link Resource.Batch}. */
    BATCH_UPLOAD("batch.upload"),
    /** Read a batch's rows and states, without pictures. On {@link Resource.Batch}. */
    BATCH_READ("batch.read"),
    /** See a batch's views beside their originals. On {@link Resource.Batch}. */
    BATCH_REVIEW("batch.review"),
    /** Let a staged batch go to the annotators. On {@link Resource.Batch}. */
    BATCH_RELEASE("batch.release"),
    /** Take a batch back and destroy its keys. On {@link Resource.Batch}. */
    BATCH_WITHDRAW("batch.withdraw"),
    /** See an original. On {@link Resource.Original}. */
    ORIGINAL_SHOW("original.show"),
    /** Open an original in an emergency, after two persons agreed to it. On {@link Resource.Original}. */
    ORIGINAL_BREAK_GLASS("original.break-glass"),
    /** Draw the outline of a face on an original, of which a view is made. On {@link Resource.Original}. */
    FACE_DRAW("face.draw"),
    /** Take the next task of a project. On {@link Resource.Project}. */
    TASK_NEXT("task.next"),
    /** Work on a task that one holds. On {@link Resource.Task}. */
    TASK_WORK("task.work"),
    /** Say how much an annotator may see of a project. On {@link Resource.Project}. */
    BUDGET_SET("budget.set"),
    /** Read how much of their budgets annotators have used. On {@link Resource.Trail}. */
    BUDGET_READ("budget.read"),
    /** Give an annotator whose budget is used up the same again. On {@link Resource.Trail}. */
    BUDGET_RELEASE("budget.release"),
    /** Say that one knows the person on a task that one holds, and be shown the person no more. On {@link Resource.Task}. */
    TASK_RECUSE("task.recuse"),
    /** See which tasks of a project one's team has, and who holds them. On {@link Resource.Project}. */
    QUEUE_READ("queue.read"),
    /** Give a task to another member of one's team, or back into the queue. On {@link Resource.Task}. */
    TASK_REASSIGN("task.reassign"),
    /** See a restricted view. On {@link Resource.View}. */
    VIEW_SHOW("view.show"),
    /** Say that a view shows what it should not, which takes it from everybody. On {@link Resource.View}. */
    VIEW_REPORT("view.report"),
    /** Give a reported view back to the annotators. On {@link Resource.View}. */
    VIEW_RESTORE("view.restore"),
    /** Hand in landmarks placed on a view. On {@link Resource.View}. */
    ANNOTATION_SUBMIT("annotation.submit"),
    /** Make an export of a project. On {@link Resource.Project}. */
    EXPORT_CREATE("export.create"),
    /** See exported points drawn on one's own original. On {@link Resource.Original}. */
    EXPORT_PREVIEW("export.preview"),
    /** Fetch an export. On {@link Resource.Export}. */
    EXPORT_DOWNLOAD("export.download"),
    /** Seal an export to other recipients than before. On {@link Resource.Export}. */
    EXPORT_RESEAL("export.reseal"),
    /** Register whom a project's exports are sealed to, or take one off. On {@link Resource.Project}. */
    RECIPIENT_DECIDE("recipient.decide"),
    /** Search a trail by person, which opens names. On {@link Resource.Trail}. */
    TRAIL_QUERY("trail.query"),
    /** Have a record proved. On {@link Resource.Trail}. */
    TRAIL_PROVE("trail.prove"),
    /** Read a trail's records as they are sealed. On {@link Resource.Trail}. */
    TRAIL_READ("trail.read"),
    /** Have the report made of everything that a trail holds about one person. On {@link Resource.Trail}. */
    SUBJECT_REPORT("subject.report"),
    /** Read what was found and by which rules. On {@link Resource.Trail}. */
    FINDING_READ("finding.read"),
    /** Take a finding on, or close it with a verdict. On {@link Resource.Trail}. */
    FINDING_DECIDE("finding.decide"),
    /** Read which legal holds there are. On {@link Resource.Trail}. */
    HOLD_READ("hold.read"),
    /** Place a legal hold, or lift one. On {@link Resource.Trail}. */
    HOLD_DECIDE("hold.decide"),
    /** Have everything about one person destroyed. On {@link Resource.Trail}. */
    SUBJECT_ERASE("subject.erase"),
    /** Say that a face is another person's than was declared, and find which. On {@link Resource.Trail}. */
    SUBJECT_REASSIGN("subject.reassign"),
    /** Read which faces were given to another person. On {@link Resource.Trail}. */
    REASSIGNMENT_READ("reassignment.read"),
    /** Read which persons were erased, and the receipts. On {@link Resource.Trail}. */
    ERASURE_READ("erasure.read"),
    /** Read which acts of two persons were asked for, and why. On {@link Resource.Approval}. */
    APPROVAL_READ("approval.read"),
    /** Ask for an act that needs two persons. On {@link Resource.Approval}. */
    APPROVAL_ASK("approval.ask"),
    /** Grant what another asked for. On {@link Resource.Approval}. */
    APPROVAL_GRANT("approval.grant"),
    /** End a request or a grant before its time. On {@link Resource.Approval}. */
    APPROVAL_END("approval.end");

    private final String id;

    Act(String id) {
        this.id = id;
    }

    /** The act's name in the policies and in the trail, such as {@code view.show}. */
    public String id() {
        return id;
    }

    @Override
    public String toString() {
        return id;
    }
}
