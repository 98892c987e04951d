/**
 * The writers: they find what an input names, match it to what the graph has, anchor quotes in texts, and merge,
 * each write in one transaction.
 */
package org.onrecord.publishing;
