/**
 * What this Meta knows, in memory: apps, accounts, subscriptions, conversations, and how it is told to misbehave.
 * In: changes made by the Graph API and the control API.
 * Out: answers to their questions, and to those of the webhooks.
 */
@NullMarked
package io.instagramoperator.simulator.state;

import org.jspecify.annotations.NullMarked;
