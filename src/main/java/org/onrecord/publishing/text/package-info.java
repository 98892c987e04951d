/** Compares the old and the new text of an article, to find quotes again. */
package org.onrecord.publishing.text;
