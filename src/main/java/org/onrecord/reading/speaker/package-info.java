/** Gives sources their names: full names, pronouns, roles. */
package org.onrecord.reading.speaker;
