package org.onrecord.jsonld;

import java.util.List;
import java.util.stream.Stream;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;

/** An object in the result of a GraphQL query. */
record QueryNode(JsonObject json) {

    /** Null if the field is null. */
    String text(String field) {
        return json.getString(field, null);
    }

    /** Null if the field is null. */
    Integer number(String field) {
        return json.get(field) instanceof JsonNumber number ? number.intValue() : null;
    }

    List<String> texts(String field) {
        return json.getJsonArray(field).getValuesAs(JsonString::getString);
    }

    /** Null if the field is null, or is not selected. */
    QueryNode node(String field) {
        return json.get(field) instanceof JsonObject object ? new QueryNode(object) : null;
    }

    /** The nodes of a connection. */
    Stream<QueryNode> nodes(String connection) {
        return json.getJsonObject(connection).getJsonArray("nodes").getValuesAs(JsonObject.class).stream()
                .map(QueryNode::new);
    }
}
