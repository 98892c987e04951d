package org.onrecord.audit;

import org.eclipse.microprofile.graphql.Description;

@Description("The kind of a change.")
public enum AuditAction {
    @Description("The node was created.")
    CREATED,
    @Description("The node was updated.")
    UPDATED,
    @Description("The node was deleted.")
    DELETED
}
