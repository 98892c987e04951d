/** The fields of the subscription type, and the feed of created nodes that their events come from. */
package org.onrecord.subscription;
