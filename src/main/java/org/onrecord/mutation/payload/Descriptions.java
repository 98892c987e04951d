package org.onrecord.mutation.payload;

/** Descriptions that several payloads share. */
final class Descriptions {

    static final String CHANGED =
            "Whether the mutation changed anything. False if the stored data already matched the input.";

    private Descriptions() {}
}
