/** The documents of requests: parsed, checked against the limits, validated, and cached. */
package org.onrecord.traversal.document;
