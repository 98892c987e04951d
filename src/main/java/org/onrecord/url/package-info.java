/** The canonical form of URLs, by which articles are found. */
package org.onrecord.url;
