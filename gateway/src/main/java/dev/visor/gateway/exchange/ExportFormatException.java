package dev.visor.gateway.exchange;

/** A file is not of the format that it was read as. */
class ExportFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ExportFormatException(String message) {
        super(message);
    }

    ExportFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
