package io.memgit.core.object;

import org.eclipse.jgit.lib.AnyObjectId;

/**
 * Two different objects have the same id: somebody found a collision of SHA-1. The later of the two
 * is never stored.
 */
public final class ObjectCollisionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ObjectCollisionException(AnyObjectId id) {
        super("another object already has the id " + id.name());
    }
}
