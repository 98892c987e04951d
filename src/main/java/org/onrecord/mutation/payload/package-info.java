/** The payloads of mutations, as records. */
package org.onrecord.mutation.payload;
