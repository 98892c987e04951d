/** Texts of the graph as pages show them: marked, compared, cut, and linked to. */
package org.onrecord.pages.text;
