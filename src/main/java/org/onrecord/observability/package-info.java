/** Request ids, metrics and traces. */
package org.onrecord.observability;
