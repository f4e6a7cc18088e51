/** The HTTP operations. */
@NullMarked
package dev.tandem.inventory.web;

import org.jspecify.annotations.NullMarked;
