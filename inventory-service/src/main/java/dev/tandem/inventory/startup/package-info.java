/** Warms inventory-service up: it rehearses its daily work before it reports that it is ready. */
@NullMarked
package dev.tandem.inventory.startup;

import org.jspecify.annotations.NullMarked;
