package dev.visor.gateway.reading;

import dev.visor.audit.ObjectLabel;
import dev.visor.audit.record.Actor;
import dev.visor.audit.record.Catalogue;
import dev.visor.gateway.access.Refused;
import dev.visor.gateway.keys.KeyOwner;
import dev.visor.gateway.keys.TenantId;
import dev.visor.gateway.projects.Subjects;
import dev.visor.gateway.trail.TrailFilter;
import dev.visor.gateway.trail.TrailSearch;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns what was typed into labels and codes, and refuses what cannot be meant. */
@Component
class Filters {

    private static final int LONGEST = 200;
    private static final int MOST_ACTORS = 20;
    private static final Set<String> OUTCOMES = Set.of("done", "sent", "aborted", "failed", "waits", "refused");
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** RFC 3339, to the microsecond at most: nothing in the trail is finer. */
    private static final Pattern TIME = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,6})?" + "(Z|[+-][0-9]{2}:[0-9]{2})");

    private final TrailSearch search;
    private final Subjects subjects;
    private final Catalogue catalogue;

    Filters(TrailSearch search, Subjects subjects, Catalogue catalogue) {
        this.search = search;
        this.subjects = subjects;
        this.catalogue = catalogue;
    }

    /**
     * Reads the criteria of somebody who may search this log.
     *
     * @param tenant whose log; null for the operator's
     * @throws Refused (400) with a reason for each kind of mistake
     */
    TrailFilter read(@Nullable TenantId tenant, @Nullable Criteria sent) {
        Criteria criteria = sent == null ? Criteria.NONE : sent;
        String token = given(criteria.filter());
        if (token != null) {
            if (!criteria.equals(new Criteria(
                    criteria.filter(), null, null, null, null, null, null, null, null, null, null, null))) {
                throw Refused.badRequest(
                        "filter-and-fields", "A search is either a filter from an earlier answer or fields, not both.");
            }
            criteria = FilterToken.read(token);
        }
        Instant from = time(criteria.from());
        Instant until = time(criteria.until());
        if (from != null && until != null && !from.isBefore(until)) {
            throw Refused.badRequest("range-reversed", "The search ends before it begins: the end must be later.");
        }
        // Codes first: only a search that can be answered asks for persons.
        ObjectLabel object = object(criteria.object());
        UUID project = uuid(criteria.project(), "bad-project", "A project is named by its identifier.");
        String purpose = purpose(criteria.purpose());
        String action = action(criteria.action());
        String outcome = outcome(criteria.outcome());
        return new TrailFilter(
                actors(tenant, given(criteria.name()), given(criteria.actor())),
                subject(tenant, given(criteria.pseudonym()), given(criteria.subject())),
                object,
                project,
                purpose,
                action,
                outcome,
                from,
                until);
    }

    private @Nullable List<String> actors(@Nullable TenantId tenant, @Nullable String name, @Nullable String labels) {
        if (name != null && labels != null) {
            throw Refused.badRequest("name-and-actor", "Whoever acted is given by a name or by a label, not by both.");
        }
        if (name != null) {
            if (name.length() > LONGEST) {
                throw Refused.badRequest("bad-name", "A name has at most " + LONGEST + " characters.");
            }
            return search.actors(tenant, name);
        }
        if (labels == null) {
            return null;
        }
        if (labels.equals(FilterToken.NOBODY)) {
            return List.of();
        }
        List<String> list = Arrays.asList(labels.split(",", -1));
        if (list.size() > MOST_ACTORS || !list.stream().allMatch(Filters::isActor)) {
            throw Refused.badRequest(
                    "bad-actor", "An actor's label is as the records show it; " + MOST_ACTORS + " at most.");
        }
        return list;
    }

    private static boolean isActor(String label) {
        try {
            return new Actor(label, "any").label().equals(label);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private @Nullable KeyOwner subject(
            @Nullable TenantId tenant, @Nullable String pseudonym, @Nullable String identifier) {
        if (pseudonym == null && identifier == null) {
            return null;
        }
        if (pseudonym != null && identifier != null) {
            throw Refused.badRequest(
                    "pseudonym-and-subject", "A subject is given by pseudonym or by identifier, not by both.");
        }
        if (tenant == null) {
            throw Refused.badRequest("no-subjects", "The operator's log is about nobody in a picture: ask by time.");
        }
        if (pseudonym != null) {
            return subjects.find(tenant, pseudonym)
                    .orElseThrow(() -> Refused.badRequest("unknown-subject", "No subject has this pseudonym."));
        }
        UUID id = uuid(identifier, "unknown-subject", "No subject has this identifier.");
        if (id == null || !subjects.exists(tenant, new KeyOwner(id))) {
            throw Refused.badRequest("unknown-subject", "No subject has this identifier.");
        }
        return new KeyOwner(id);
    }

    private static @Nullable ObjectLabel object(@Nullable String text) {
        String label = given(text);
        try {
            return label == null ? null : new ObjectLabel(label);
        } catch (IllegalArgumentException e) {
            throw Refused.badRequest("bad-object", "An object is kind:identifier, as the records show it.");
        }
    }

    private static @Nullable UUID uuid(@Nullable String text, String reason, String sentence) {
        String id = given(text);
        if (id == null) {
            return null;
        }
        if (!UUID_FORM.matcher(id).matches()) {
            throw Refused.badRequest(reason, sentence);
        }
        return UUID.fromString(id);
    }

    private static @Nullable String purpose(@Nullable String text) {
        String purpose = given(text);
        if (purpose != null && (purpose.length() > LONGEST || purpose.chars().anyMatch(Character::isISOControl))) {
            throw Refused.badRequest(
                    "bad-purpose", "A purpose has at most " + LONGEST + " characters and no control characters.");
        }
        return purpose;
    }

    private @Nullable String action(@Nullable String text) {
        String action = given(text);
        if (action != null && catalogue.find(action).isEmpty()) {
            throw Refused.badRequest("unknown-action", "There is no such act: choose one of the list.");
        }
        return action;
    }

    private static @Nullable String outcome(@Nullable String text) {
        String outcome = given(text);
        if (outcome != null && !OUTCOMES.contains(outcome)) {
            throw Refused.badRequest("unknown-outcome", "No act ends like this: choose one of the list.");
        }
        return outcome;
    }

    private static @Nullable Instant time(@Nullable String text) {
        String time = given(text);
        if (time == null) {
            return null;
        }
        try {
            if (TIME.matcher(time).matches()) {
                return OffsetDateTime.parse(time).toInstant();
            }
        } catch (DateTimeException e) {
            // Told below, as any other text that is no time.
        }
        throw Refused.badRequest(
                "bad-time", "A time is like 2026-11-22T10:13:35Z, with its zone, to the microsecond at most.");
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
