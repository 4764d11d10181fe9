/**
 * What is wanted of a process: one YAML file and the secret files that it names, both watched.
 * In: the file that an environment variable names, and the files it points to; what the process makes of them.
 * Out: {@linkplain io.instagramoperator.webhook.config.Snapshot what is in force}, the credentials, and why a newer version was refused.
 */
@NullMarked
package io.instagramoperator.webhook.config;

import org.jspecify.annotations.NullMarked;
