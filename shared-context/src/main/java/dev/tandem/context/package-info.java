/**
 * The context that travels with a request from service to service: its caller's deadline (ADR 0007) and the correlation
 * id.
 */
@NullMarked
package dev.tandem.context;

import org.jspecify.annotations.NullMarked;
