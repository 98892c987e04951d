package org.onrecord.security;

/** The roles of access tokens. */
public final class Roles {

    /** May publish, update and link, and read the history of changes. */
    public static final String EDITOR = "editor";

    /** May do what editors may, and also merge, delete, import, and export the audit records. */
    public static final String ADMIN = "admin";

    private Roles() {}
}
