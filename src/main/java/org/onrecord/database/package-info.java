/** Connections to the primary and its replica, consistency tokens, failures and readiness. */
package org.onrecord.database;
