/**
 * The persistence of a write: the transaction with its locks and retries, the unit of work, the lookup of stored nodes
 * by their keys, and bulk inserts.
 */
package org.onrecord.publishing.persistence;
