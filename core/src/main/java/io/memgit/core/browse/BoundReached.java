package io.memgit.core.browse;

/** Leaves a walk that met a limit; the door turns it into {@link Exceeded}. */
final class BoundReached extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Bound bound;

    BoundReached(Bound bound) {
        super(bound.text(), null, false, false);
        this.bound = bound;
    }

    Exceeded asResult() {
        return new Exceeded(bound);
    }
}
