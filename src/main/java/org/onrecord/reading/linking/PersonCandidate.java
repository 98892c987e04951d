package org.onrecord.reading.linking;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;

@Description("A person whom a name in an article may mean.")
public record PersonCandidate(
        @Id @Description("The global id of the person. Null if the article proposes the person as a new one.")
        String id,

        @NonNull @Description("The slug of the person.") String slug,

        @NonNull @Description("The best-known name of the person.")
        String name,

        @Description("The description of the person.") String description,

        @Description("Why the name may mean the person. Null if the article proposes the person as a new one.")
        LinkReason link) {}
