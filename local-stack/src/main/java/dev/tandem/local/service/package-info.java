/** The services as processes of this machine: their files, their start-up caches, their lives and their leftovers. */
@NullMarked
package dev.tandem.local.service;

import org.jspecify.annotations.NullMarked;
