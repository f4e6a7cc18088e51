package dev.tandem.contracts.release;

import tools.jackson.databind.JsonNode;

/** A message as it was released: others may have been built against it, and messages that it allows may be in the log. */
record Frozen(int release, String type, JsonNode schema, JsonNode sample) {

    @Override
    public String toString() {
        return type + ", release " + release;
    }
}
