/**
 * What concerns browsers, for all endpoints: the check of the host, security headers, and pages of this computer in
 * development. Also the page GraphiQL.
 */
package org.onrecord.http.browser;
