package io.memgit.server.combining;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.memgit.core.sequencer.Rewritten;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;

/** A commit that was made anew, and what became of it. */
record Renewed(ObjectId old, @JsonProperty("new") ObjectId newId) {

    static List<Renewed> of(List<Rewritten> all) {
        return all.stream().map(r -> new Renewed(r.oldId(), r.newId())).toList();
    }
}
