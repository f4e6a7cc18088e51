/**
 * The OpenAPI documents of the services: a test generates them from the code, its Javadoc and texts written by hand,
 * and compares them with the committed ones.
 */
@NullMarked
package dev.tandem.testing.openapi;

import org.jspecify.annotations.NullMarked;
