/** The inputs of mutations, which are the lines of an import too, with the constraints on their values. */
package org.onrecord.mutation.input;
