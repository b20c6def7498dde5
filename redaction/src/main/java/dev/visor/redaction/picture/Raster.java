package dev.visor.redaction.picture;

/** Where a file's pixels lie and who makes them out: OpenCV, or our own readers of the plainer formats. */
sealed interface Raster permits LibraryFile, TiffRaster, BmpRaster {}
