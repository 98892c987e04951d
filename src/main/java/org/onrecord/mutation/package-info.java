/** The GraphQL mutations. */
package org.onrecord.mutation;
