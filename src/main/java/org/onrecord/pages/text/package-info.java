/** Texts of the graph as pages show them: marked, compared, and linked to. */
package org.onrecord.pages.text;
