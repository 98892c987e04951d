/** What other programs take over from the pages: feeds, cards, embedded quotes, and the list of all pages. */
package org.onrecord.syndication;
