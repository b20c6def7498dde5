package dev.visor.gateway.line;

import java.util.Map;

/** The tables without row-level security, each with its reason. */
final class OpenTables {

    static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("flyway_schema_history", "the migrations' own; the application has no right on it"),
            Map.entry("tenant", "looked up before any tenant is set; a public handle and nothing personal"),
            Map.entry("workforce", "nobody's tenant; public handles only"),
            Map.entry("team", "nobody's tenant; public handles only"),
            Map.entry("workplace", "nobody's tenant; identifiers of people and countries"),
            Map.entry("team_member", "nobody's tenant; identifiers, and details sealed under the person"),
            Map.entry("scheduled_tasks", "workers take jobs before they know a tenant; identifiers only"),
            Map.entry("keys_custodian", "one line a domain, no tenant's"),
            Map.entry("keys_place", "one line a key folder, no tenant's"),
            Map.entry(
                    "session_end",
                    "what the identity provider ended; asked before any tenant is set; random identifiers"),
            Map.entry("policy_set", "the rules, which are nobody's; they name nobody"),
            Map.entry("policy_rehearsal", "of the rules, which are nobody's; acts, rules and counts only"),
            Map.entry("policy_activation", "which rules were in force when, signed"),
            Map.entry("view_grant_stop", "ended sessions, which serve many tenants; hashes only"),
            Map.entry("trail_log", "the trail sees every tenant's records; the application has no right on it"),
            Map.entry("trail_epoch", "the trail's; the application has no right on it"),
            Map.entry("trail_record", "the trail's; the application has no right on it"),
            Map.entry("trail_index", "the trail's; the application has no right on it"),
            Map.entry("trail_head", "the trail's; the application has no right on it"),
            Map.entry("trail_counter", "the trail's; the application has no right on it"),
            Map.entry("trail_about", "the trail's; the application has no right on it"),
            Map.entry("trail_counts", "the trail's; the application has no right on it"),
            Map.entry("trail_actor", "the trail's; the application has no right on it"),
            Map.entry("trail_search", "the trail's; the application has no right on it"),
            Map.entry("trail_name", "the trail's; the application has no right on it"),
            Map.entry("trail_search_drop", "the trail's; the application has no right on it"),
            Map.entry("trail_check", "the trail's; the application has no right on it"),
            Map.entry("trail_space", "the trail's; the application has no right on it"),
            Map.entry("trail_year", "the trail's; the application has no right on it"),
            Map.entry("trail_removal", "the trail's; the application has no right on it"),
            Map.entry("trail_removal_done", "the trail's; the application has no right on it"),
            Map.entry("trail_hold", "the trail's; the application has no right on it"),
            Map.entry("trail_hold_lift", "the trail's; the application has no right on it"),
            Map.entry("trail_before", "the trail's; the application has no right on it"),
            Map.entry("trail_rejoin", "the trail's; the application has no right on it"),
            Map.entry("trail_rejoin_told", "the trail's; the application has no right on it"));

    private OpenTables() {}
}
