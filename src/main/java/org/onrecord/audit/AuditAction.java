package org.onrecord.audit;

import org.eclipse.microprofile.graphql.Description;

@Description("What was done to a node, or to what belongs to one.")
public enum AuditAction {
    @Description("It was created.")
    CREATED,
    @Description("It was changed.")
    UPDATED,
    @Description("It was deleted.")
    DELETED
}
