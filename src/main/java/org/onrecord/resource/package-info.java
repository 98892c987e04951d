/** Serves what URLs show, and the forms of pages. JSON-LD documents, pages, feeds and CSV files are representations. */
package org.onrecord.resource;
