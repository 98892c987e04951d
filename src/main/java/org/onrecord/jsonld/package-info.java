/** The URLs of nodes and their JSON-LD documents, in the vocabularies of schema.org and W3C Web Annotation. */
package org.onrecord.jsonld;
