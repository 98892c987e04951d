/** Connections to the primary and its replica, consistency tokens, failures, readiness and slow queries. */
package org.onrecord.database;
