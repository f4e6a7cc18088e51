package dev.tandem.system.delivery;

/**
 * A library of a service.
 *
 * @param file the name of its jar
 * @param sha256 of the jar's content, in hexadecimal digits
 */
record Library(String file, String sha256) {}
