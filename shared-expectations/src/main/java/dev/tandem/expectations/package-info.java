/** What the services expect of each other, and what it takes to ask. Each consumer owns the package of its name (ADR 0013). */
@NullMarked
package dev.tandem.expectations;

import org.jspecify.annotations.NullMarked;
