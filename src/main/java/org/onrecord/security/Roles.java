package org.onrecord.security;

/** The roles that an access token may give. */
public final class Roles {

    /** Publishes, updates and links, and reads the history of what was changed. */
    public static final String EDITOR = "editor";

    /** Does what editors do; also merges, deletes, imports, and exports the audit records. */
    public static final String ADMIN = "admin";

    private Roles() {}
}
