/** Writes a plan as one SQL statement that returns the JSON of the response. */
package org.onrecord.traversal.sql;
