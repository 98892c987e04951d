/** The codes of errors, and the one exception that carries them. */
package org.onrecord.error;
