package dev.tandem.contracts.release;

import tools.jackson.databind.JsonNode;

/**
 * A message as it was released: consumers may have been built against it, and topics may contain messages that it
 * allows.
 */
record Frozen(int release, String type, JsonNode schema, JsonNode sample) {

    @Override
    public String toString() {
        return type + ", release " + release;
    }
}
