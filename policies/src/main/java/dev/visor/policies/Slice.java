package dev.visor.policies;

import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.model.schema.Schema;

/**
 * What one decision is made by.
 *
 * @param schema at least the act, its groups, and all entities
 * @param policies at least the rules whose scope holds the act
 */
record Slice(Schema schema, PolicySet policies) {}
