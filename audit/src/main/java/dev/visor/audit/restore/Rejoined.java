package dev.visor.audit.restore;

/**
 * What was done about one log.
 *
 * @param log its origin
 * @param before leaves that the restored database had
 * @param size leaves that it has now
 * @param added records that were not in the database
 * @param waiting records of the database that are not published yet, and go on waiting for their place
 * @param counted how often an added record was found to be about somebody who has keys
 * @param unclaimed how often one is about somebody who has none here: erased, or unknown to the backup
 */
public record Rejoined(String log, long before, long size, long added, long waiting, long counted, long unclaimed) {}
