/** In-memory fakes of all that is between the services: Kafka, the relays, remote calls, and the payment provider. */
@NullMarked
package dev.tandem.simulation.network;

import org.jspecify.annotations.NullMarked;
