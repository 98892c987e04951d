/** The inputs of mutations and of import lines, as records with Bean Validation constraints. */
package org.onrecord.mutation.input;
