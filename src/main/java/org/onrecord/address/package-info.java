/** Under which URL clients reach the service, and from which address: the hosts of requests, and proxies in between. */
package org.onrecord.address;
