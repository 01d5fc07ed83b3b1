package io.memgit.core.merge;

/** Why a file is in conflict. */
public enum ConflictKind {
    /** Both sides changed the same lines. */
    CONTENT,
    /** Both sides added the file, with different content. */
    ADD_ADD,
    /** One side changed what the other one deleted. */
    MODIFY_DELETE,
    /**
     * A rename is in the way: the sides renamed a file differently, one renamed what the other deleted,
     * renames meet at one path, or a directory moved while the other side added to it.
     */
    RENAME,
    /** The sides made it different things: file, link, submodule, directory; or gave it other modes. */
    MODE,
    /** Both sides changed a file that is not text, or a link, or one too large to merge by lines. */
    BINARY,
    /** Both sides moved a submodule to different commits. */
    SUBMODULE
}
