package org.onrecord.resource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files with the GraphQL documents of resources. */
public final class GraphQLDocuments {

    private GraphQLDocuments() {}

    /** @param file its path on the class path, for example {@code /pages/home.graphql} */
    public static String text(String file) {
        try (InputStream document = GraphQLDocuments.class.getResourceAsStream(file)) {
            return new String(document.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
