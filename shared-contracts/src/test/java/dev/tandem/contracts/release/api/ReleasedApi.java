package dev.tandem.contracts.release.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

abstract class ReleasedApi {

    static final String POST = "/paths/~1parcels/post";
    static final String GET = "/paths/~1parcels/get";
    static final String REQUEST = "/components/schemas/Sending";
    static final String ANSWER = "/components/schemas/Parcel";
    static final String CREATED = POST + "/responses/201";

    @Test
    void a_service_whose_document_is_gone_is_gone_with_all_its_operations() {
        assertThat(ApiCompatibility.breaks(List.of(frozen()), Map.of())).hasSize(2);
    }

    static void assertBreaks(JsonNode present, String reason) {
        assertThat(breaks(present))
                .singleElement()
                .asString()
                .startsWith("parcel-service, release 3, ")
                .contains(reason)
                .endsWith(" See docs/changing-an-api.md.");
    }

    static List<String> breaks(JsonNode present) {
        return ApiCompatibility.breaks(List.of(frozen()), Map.of("parcel-service", present));
    }

    static FrozenApi frozen() {
        return new FrozenApi(3, "parcel-service", released());
    }

    static JsonNode with(String pointer, String json) {
        return set(released(), pointer, json);
    }

    static JsonNode set(JsonNode document, String pointer, String json) {
        switch (parent(document, pointer)) {
            case ObjectNode parent -> parent.set(name(pointer), Json.read(json));
            case ArrayNode parent -> parent.add(Json.read(json));
            default -> throw new IllegalArgumentException(pointer);
        }
        return document;
    }

    static JsonNode without(String pointer) {
        var document = released();
        switch (parent(document, pointer)) {
            case ObjectNode parent -> parent.remove(name(pointer));
            case ArrayNode parent -> parent.remove(Integer.parseInt(name(pointer)));
            default -> throw new IllegalArgumentException(pointer);
        }
        return document;
    }

    static JsonNode parent(JsonNode document, String pointer) {
        return document.at(pointer.substring(0, pointer.lastIndexOf('/')));
    }

    static String name(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1).replace("~1", "/");
    }

    static JsonNode released() {
        return Json.read("""
            {
              "paths": {
                "/parcels": {
                  "post": {
                    "requestBody": {
                      "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Sending"}}}
                    },
                    "responses": {
                      "201": {
                        "headers": {"Location": {"required": true, "schema": {"type": "string"}}},
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Parcel"}}}
                      },
                      "default": {"description": "anything else"}
                    }
                  },
                  "get": {
                    "parameters": [
                      {"name": "sender", "in": "query", "required": true, "schema": {"type": "string"}},
                      {"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 100, "default": 20}}
                    ],
                    "responses": {"200": {"description": "parcels"}}
                  }
                }
              },
              "components": {
                "schemas": {
                  "Sending": {
                    "type": "object",
                    "required": ["weight", "speed", "items"],
                    "properties": {
                      "weight": {"type": "integer", "format": "int32", "minimum": 1, "maximum": 30},
                      "speed": {"type": "string", "enum": ["STANDARD", "EXPRESS"]},
                      "items": {"type": "array", "items": {"$ref": "#/components/schemas/Item"}}
                    }
                  },
                  "Item": {
                    "type": "object",
                    "required": ["sku"],
                    "properties": {
                      "sku": {"type": "string"},
                      "quantity": {"type": "integer"},
                      "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Item"}}
                    }
                  },
                  "Parcel": {
                    "type": "object",
                    "required": ["id", "state"],
                    "properties": {
                      "id": {"type": "string"},
                      "state": {"type": "string", "enum": ["SENT", "ARRIVED"]},
                      "carrier": {"type": "string"}
                    }
                  }
                }
              }
            }""");
    }
}
