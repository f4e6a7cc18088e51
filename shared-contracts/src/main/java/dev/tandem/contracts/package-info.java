/**
 * The messages and HTTP APIs between the services. Add-only: a released field or type is never removed, renamed or
 * retyped.
 */
@NullMarked
package dev.tandem.contracts;

import org.jspecify.annotations.NullMarked;
