/** Writes a plan as one SQL statement, whose result is the JSON of the response. */
package org.onrecord.traversal.sql;
