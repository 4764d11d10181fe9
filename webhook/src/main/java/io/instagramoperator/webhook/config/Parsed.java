package io.instagramoperator.webhook.config;

import java.util.List;

/**
 * What parsing a configuration file gave.
 *
 * @param <C> what is configured
 */
public sealed interface Parsed<C> {

    /** A configuration that can be acted on. */
    record Valid<C>(C config) implements Parsed<C> {}

    /**
     * A configuration that cannot.
     *
     * @param problems at least one; each names the field, the value and the remedy
     */
    record Invalid<C>(List<String> problems) implements Parsed<C> {}
}
