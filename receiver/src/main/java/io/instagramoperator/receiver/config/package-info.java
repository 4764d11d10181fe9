/**
 * What is wanted of this receiver: one YAML file and the secret files that it names, both watched.
 * In: {@code RECEIVER_CONFIG} and the files it points to.
 * Out: the {@linkplain io.instagramoperator.receiver.config.Configuration configuration in force}, the {@linkplain io.instagramoperator.receiver.config.Credentials credentials}, and why a newer version was refused.
 */
@NullMarked
package io.instagramoperator.receiver.config;

import org.jspecify.annotations.NullMarked;
