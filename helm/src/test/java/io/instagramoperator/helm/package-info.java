/**
 * Tests of the chart.
 * In: the chart's folder and values. Out: what Helm renders, and what a real API server makes of it.
 */
@NullMarked
package io.instagramoperator.helm;

import org.jspecify.annotations.NullMarked;
