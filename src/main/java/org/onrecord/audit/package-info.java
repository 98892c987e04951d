/** The history of changes. */
package org.onrecord.audit;
