package dev.visor.policies;

/**
 * One rule as it was written.
 *
 * @param id its name, in the trail
 * @param file the file that it stands in
 * @param sentence what it says, for people
 * @param text the rule in Cedar's words, its annotations with it
 * @param fixed whether something that Visor promises rests on it: no proposed set may be without it, or alter it
 */
public record Rule(String id, String file, String sentence, String text, boolean fixed) {}
