/** Who sends a request, by an OpenID Connect access token, and what their roles allow. */
package org.onrecord.security;
