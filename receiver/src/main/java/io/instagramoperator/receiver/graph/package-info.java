/**
 * This receiver's access to the Graph API, shared by replies and by watching.
 * In: the configuration and credentials in force.
 * Out: a client and whose calls it makes, or which credential lacks; metrics of the calls; the pace of some; the stop of the account's replies.
 */
@NullMarked
package io.instagramoperator.receiver.graph;

import org.jspecify.annotations.NullMarked;
