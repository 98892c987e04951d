/** What mutations return. */
package org.onrecord.mutation.payload;
