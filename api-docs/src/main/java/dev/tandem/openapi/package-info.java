/**
 * The OpenAPI documents of the services: written in a test from the code, its Javadoc and what a human adds to them, and
 * compared with the committed ones.
 */
@NullMarked
package dev.tandem.openapi;

import org.jspecify.annotations.NullMarked;
