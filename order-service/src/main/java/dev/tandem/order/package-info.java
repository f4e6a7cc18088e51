/**
 * Owns the orders, and the saga that takes them from placed to confirmed or rejected. Never touches stock or money
 * itself, and never calls another service while a transaction is open.
 */
@NullMarked
package dev.tandem.order;

import org.jspecify.annotations.NullMarked;
