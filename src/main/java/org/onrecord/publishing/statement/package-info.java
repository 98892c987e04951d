/**
 * What makes two reports one statement: the same words of one source, in the same sense, on the same day and at the
 * same event. The triggers of the database check the same rules.
 */
package org.onrecord.publishing.statement;
