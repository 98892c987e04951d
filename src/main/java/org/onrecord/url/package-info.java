/** The canonical form of URLs, by which articles are found, and the texts in URLs of this service. */
package org.onrecord.url;
