package dev.visor.redaction.picture;

/** Where a file's pixels lie and who makes them out. */
sealed interface Raster permits LibraryFile {}
