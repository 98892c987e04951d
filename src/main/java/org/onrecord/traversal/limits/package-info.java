/** The limits of a request: the settings, and the checks of a document before validation. */
package org.onrecord.traversal.limits;
