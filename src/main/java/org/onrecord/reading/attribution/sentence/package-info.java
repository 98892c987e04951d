/** What a sentence tells about its attributions: cues, subjects, ends of clauses, and whether something was said. */
package org.onrecord.reading.attribution.sentence;
