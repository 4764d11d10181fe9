package io.instagramoperator.instagram.signature;

/** What the signature of a delivery says about its sender. */
public sealed interface Verdict {

    /**
     * The delivery was signed with one of our secrets.
     *
     * @param secretIndex position of that secret in the list that was tried, from 0; anything but 0 during a rotation
     *     means that Meta still signs with an older secret
     */
    record Accepted(int secretIndex) implements Verdict {}

    /** The delivery must not be read: nothing shows that Meta sent it. */
    enum Refused implements Verdict {
        /** There is no signature header. The older SHA-1 header is never taken instead. */
        MISSING,
        /** The header is not {@code sha256=} and 64 hexadecimal digits. */
        MALFORMED,
        /** There is more than one signature, as several headers or joined by a comma: none can be trusted. */
        DOUBLED,
        /** The signature is none that any of our secrets makes over these bytes. */
        WRONG
    }
}
