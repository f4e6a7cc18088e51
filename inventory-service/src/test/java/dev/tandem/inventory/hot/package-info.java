/** A product that is in demand, measured against the other ways to keep its stock (ADR 0018). */
@NullMarked
package dev.tandem.inventory.hot;

import org.jspecify.annotations.NullMarked;
