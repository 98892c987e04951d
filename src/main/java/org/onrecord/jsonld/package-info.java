/** The addresses of nodes, and what they answer: JSON-LD documents in the terms of schema.org. */
package org.onrecord.jsonld;
