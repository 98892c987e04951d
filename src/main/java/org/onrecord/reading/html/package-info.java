/** Finds the article in an HTML page: its text, and what the page says of it for machines. */
package org.onrecord.reading.html;
