/** The demo story: the Helsinki summit of 2018. */
package org.onrecord.demo;
