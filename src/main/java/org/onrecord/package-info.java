/** OnRecord, the graph of public statements: the main class, which starts the service or one of its jobs. */
package org.onrecord;
