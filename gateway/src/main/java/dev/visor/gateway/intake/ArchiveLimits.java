package dev.visor.gateway.intake;

/**
 * What an archive of pictures may be.
 *
 * @param pace how slow it may come in
 * @param largest bytes of the whole tar
 */
record ArchiveLimits(UploadPace pace, long largest) {}
