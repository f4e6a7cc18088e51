/** The rules that the code, the contracts and the documents of all modules follow. */
@NullMarked
package dev.tandem.system.rules;

import org.jspecify.annotations.NullMarked;
