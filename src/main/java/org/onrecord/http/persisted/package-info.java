/** Persisted queries: documents that clients stored or the operator registered, and that requests only name. */
package org.onrecord.http.persisted;
