/** The validation of inputs: constraints, the fields that a client gave, and errors that name a field by its path. */
package org.onrecord.mutation.validation;
