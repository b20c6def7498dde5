package dev.visor.gateway.findings;

/**
 * How a rule did.
 *
 * @param findings how often it found something
 * @param closed how many of these have a verdict
 * @param falseAlarms how many of these were false alarms
 */
record RuleCount(String rule, long findings, long closed, long falseAlarms) {}
