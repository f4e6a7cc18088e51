/**
 * The expectations that the services have of each other, and the clients with which they are tested. Each consumer owns
 * the package of its name (ADR 0013).
 */
@NullMarked
package dev.tandem.consumercontracts;

import org.jspecify.annotations.NullMarked;
