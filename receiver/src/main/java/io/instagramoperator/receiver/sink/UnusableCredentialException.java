package io.instagramoperator.receiver.sink;

/** A secret of a subscription is missing or of no use. The message names it and the remedy, and never its value. */
final class UnusableCredentialException extends Exception {

    private static final long serialVersionUID = 1;

    UnusableCredentialException(String message) {
        super(message);
    }
}
