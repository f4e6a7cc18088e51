/** What all services have in common over HTTP: problems with their pages, limits, and the version of the API. */
@NullMarked
package dev.tandem.web;

import org.jspecify.annotations.NullMarked;
