/** Authentication with OpenID Connect access tokens, and authorization by their roles. */
package org.onrecord.security;
