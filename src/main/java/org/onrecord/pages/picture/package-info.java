/** The geometry of pictures that templates draw as SVG. */
package org.onrecord.pages.picture;
