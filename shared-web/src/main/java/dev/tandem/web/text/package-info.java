/** Which text of strangers the services accept. */
@NullMarked
package dev.tandem.web.text;

import org.jspecify.annotations.NullMarked;
