/**
 * The writers: they find the nodes that an input refers to, match quotes, anchor them in the text of articles, and
 * merge nodes. Each write is one transaction.
 */
package org.onrecord.publishing;
