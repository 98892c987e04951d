/** What reading knows of a language: its cues and word lists, which are resource files. */
package org.onrecord.reading.language;
