/**
 * What travels with a request from service to service: the deadline of its caller (ADR 0007) and the correlation id.
 */
@NullMarked
package dev.tandem.context;

import org.jspecify.annotations.NullMarked;
