package dev.tandem.database;

/** The tables are not those that this version of the service needs. */
final class OutdatedSchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OutdatedSchemaException(String reason) {
        super(reason);
    }
}
