/** Errors of responses: their codes, the exception that carries a code, and the messages for invalid requests. */
package org.onrecord.error;
