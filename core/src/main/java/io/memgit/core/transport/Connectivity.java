package io.memgit.core.transport;

import io.memgit.core.check.ObjectLinks;
import io.memgit.core.check.ObjectLinks.Link;
import io.memgit.core.check.ObjectRules;
import io.memgit.core.check.TreeSizes;
import io.memgit.core.object.Quarantine;
import io.memgit.core.object.TieredReader;
import io.memgit.core.repo.MemoryRepository;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Sees to it that a push brings all it needs: what its objects name is new, or is in the repository
 * as what it is named and within the pusher's sight. Somebody who knows the id of an object that no
 * ref leads to must not get at its content by pushing a tree that names it.
 */
final class Connectivity {

    private final MemoryRepository repository;
    private final TreeSizes sizes;

    Connectivity(MemoryRepository repository, TreeSizes sizes) {
        this.repository = repository;
        this.sizes = sizes;
    }

    /**
     * @param known
     *            ids that refs point to, so they need not be searched for
     * @return how many different old objects the new ones name
     * @throws PushRefusedException
     *             when something is missing
     * @throws IOException
     *             when an object is refused, or cannot be read
     */
    int check(Quarantine objects, ObjectRules rules, Set<ObjectId> known) throws IOException {
        ObjectLinks links = rules.links();
        List<Link> outside = links.outside(objects::has);
        Set<ObjectId> open = new HashSet<>();
        for (Link link : outside) {
            int type = repository.objects().typeOf(link.id());
            if (type == 0)
                throw missing(link.type(), link.id());
            if (type != link.type())
                throw new PushRefusedException("object " + link.id().name() + " is a " + Constants.typeString(type)
                        + ", not a " + Constants.typeString(link.type()));
            if (!known.contains(link.id()))
                open.add(link.id());
        }
        try (TieredReader reader = repository.getObjectDatabase().newReader(objects)) {
            if (!repository.holdsOnlyReachable())
                new Inheritance(reader, objects, open).search(links);
            checkVisible(outside, open);
            rules.checkSpecialFiles(reader);
            links.checkTrees(sizes, reader);
        }
        return outside.size();
    }

    private void checkVisible(List<Link> outside, Set<ObjectId> open) throws IOException {
        if (open.isEmpty())
            return;
        ObjectId hidden = repository.firstHidden(open).orElse(null);
        for (Link link : outside) {
            if (link.id().equals(hidden))
                throw missing(link.type(), link.id());
        }
    }

    // The same words whether it is not there or out of sight.
    private static PushRefusedException missing(int type, ObjectId id) {
        return new PushRefusedException("missing necessary " + Constants.typeString(type) + " " + id.name());
    }
}
