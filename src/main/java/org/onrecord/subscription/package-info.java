/** The subscription fields, and the feed of changes that they are told from. */
package org.onrecord.subscription;
