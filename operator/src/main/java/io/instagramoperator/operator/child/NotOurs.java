package io.instagramoperator.operator.child;

/** An object that has the name of a child and is not the resource's. */
public final class NotOurs extends RuntimeException {

    private final boolean leftOver;

    NotOurs(boolean leftOver) {
        super(leftOver ? "left over from a deleted resource of the same name" : "made by somebody else");
        this.leftOver = leftOver;
    }

    /** Whether it belongs to a deleted resource of the same name, and so will be gone soon. */
    public boolean leftOver() {
        return leftOver;
    }
}
