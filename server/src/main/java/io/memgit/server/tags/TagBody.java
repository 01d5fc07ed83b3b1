package io.memgit.server.tags;

import io.memgit.core.tag.TagDetails;
import io.memgit.server.people.SignedBody;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A tag in answers.
 *
 * @param name
 *            the short name
 * @param target
 *            where the ref points: the tag object of an annotated tag, else what was tagged
 * @param commit
 *            the commit it leads to; null where it leads to a tree or blob
 * @param annotated
 *            whether it has an object of its own
 * @param message
 *            of an annotated tag
 * @param tagger
 *            of an annotated tag
 */
record TagBody(String name, ObjectId target, @Nullable ObjectId commit, boolean annotated, Optional<String> message,
        Optional<SignedBody> tagger) {

    static TagBody of(TagDetails tag) {
        return new TagBody(tag.ref().name().shortName(), tag.ref().id(), tag.commit().orElse(null), tag.annotated(),
                tag.message(), tag.tagger().map(SignedBody::of));
    }
}
