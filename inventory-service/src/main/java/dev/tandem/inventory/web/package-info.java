/** The operations over HTTP. */
@NullMarked
package dev.tandem.inventory.web;

import org.jspecify.annotations.NullMarked;
