package dev.visor.redaction.picture;

/**
 * A file taken apart.
 *
 * @param header what the file says
 * @param raster where its pixels lie
 */
record Structure(PictureHeader header, Raster raster) {

    static Structure read(byte[] file) throws PictureRefusedException {
        if (file.length > PictureHeader.MOST_BYTES) {
            throw new PictureRefusedException(
                    "file-too-large", "The file is larger than " + (PictureHeader.MOST_BYTES >> 20) + " MiB");
        }
        Bytes bytes = new Bytes(file);
        PictureFormat format = PictureFormat.of(bytes);
        if (format == null) {
            throw ForeignFormat.refusal(bytes);
        }
        return switch (format) {
            case JPEG -> JpegStructure.read(bytes);
            case PNG -> PngStructure.read(bytes);
            case WEBP -> WebpStructure.read(bytes);
            case TIFF -> TiffStructure.read(bytes);
            case BMP -> BmpStructure.read(bytes);
        };
    }
}
