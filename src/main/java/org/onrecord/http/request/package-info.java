/** Receives and reads requests: bodies within limits of size, time and memory, and the JSON in them. */
package org.onrecord.http.request;
