/** Compares the old and the new text of an article, to find quotes again, and tells what cues deny. */
package org.onrecord.publishing.text;
