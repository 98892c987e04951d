/**
 * The pages that people look at: each is a GraphQL document in {@code pages}, a template of the same name in
 * {@code templates/pages}, and a view in {@code view}, which prepares what a template cannot compute.
 */
package org.onrecord.pages;
