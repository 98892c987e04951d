package org.onrecord.mutation.payload;

/** PayloadDescriptions that several payloads share. */
final class PayloadDescriptions {

    static final String CHANGED =
            "Whether the mutation changed anything. False if the stored data already matched the input.";

    private PayloadDescriptions() {}
}
