/** The demo data: a story about the Helsinki summit of 2018. */
package org.onrecord.demo;
