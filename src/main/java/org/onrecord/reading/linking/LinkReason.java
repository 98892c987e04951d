package org.onrecord.reading.linking;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Enum;

@Enum("LinkReason")
@Description("Why words of an article may mean a person or an event of the graph.")
public enum LinkReason {
    @Description("The name is that of the node.")
    NAME,
    @Description("The name is one of the alternate names.")
    ALTERNATE_NAME,
    @Description("The name is the current or a former slug, in words.")
    SLUG,
    @Description("The name without initials is a name of the person, or the reverse.")
    WITHOUT_INITIALS,
    @Description("The article prints the last name only, and it is that of the person.")
    LAST_NAME,
    @Description("The name is similar. It is a candidate only: the service does not link it.")
    SIMILAR_NAME,
    @Description("The words are the official identifier of the event.")
    IDENTIFIER
}
