/** Reads what a URL shows with one GraphQL query. JSON-LD documents and pages are representations of it. */
package org.onrecord.resource;
