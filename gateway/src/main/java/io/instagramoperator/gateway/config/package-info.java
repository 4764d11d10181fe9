/**
 * What is wanted: the routing table, the app and its secrets, kept up to date with their files.
 * In: the YAML file that {@code GATEWAY_CONFIG} names, and the secret files that it names.
 * Out: a checked configuration with its secrets, or everything that is wrong with it.
 */
@NullMarked
package io.instagramoperator.gateway.config;

import org.jspecify.annotations.NullMarked;
