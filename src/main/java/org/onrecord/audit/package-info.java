/** The history of changes, for editors and admins. */
package org.onrecord.audit;
