/**
 * What the templates of pages show: a view prepares the data of a page's query as maps, lists and simple values. It
 * reads nothing else, so a page is one query.
 */
package org.onrecord.pages.view;
