package io.instagramoperator.simulator.control;

/** An order that cannot be followed. The message names the field, the value and the remedy. */
final class InvalidInput extends RuntimeException {

    InvalidInput(String message) {
        super(message);
    }
}
