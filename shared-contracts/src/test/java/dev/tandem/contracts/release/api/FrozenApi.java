package dev.tandem.contracts.release.api;

import tools.jackson.databind.JsonNode;

/** The OpenAPI document of a service as it was released: clients may have been built against it. */
public record FrozenApi(int release, String service, JsonNode document) {

    @Override
    public String toString() {
        return service + ", release " + release;
    }
}
