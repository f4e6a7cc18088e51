/** Black-box tests of the whole system as real processes, and the rules that hold for all services. */
@NullMarked
package dev.tandem.system;

import org.jspecify.annotations.NullMarked;
