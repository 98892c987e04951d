/** What a request may ask for at most: the settings, and the checks of a document before it is validated. */
package org.onrecord.traversal.limits;
