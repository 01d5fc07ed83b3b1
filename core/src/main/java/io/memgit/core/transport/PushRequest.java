package io.memgit.core.transport;

import java.util.List;
import java.util.Set;

/**
 * The part of a push that comes before its pack.
 *
 * @param commands
 *            in the order in which they were sent; none for a mere question whether one may push
 * @param capabilities
 *            what the client makes use of
 * @param options
 *            what the user gave with {@code git push -o}
 */
record PushRequest(List<PushCommand> commands, Set<String> capabilities, List<String> options) {

    static final String ATOMIC = "atomic";
    static final String PUSH_OPTIONS = "push-options";
    static final String QUIET = "quiet";
    static final String REPORT_STATUS = "report-status";
    static final String SIDE_BAND = "side-band-64k";

    PushRequest {
        commands = List.copyOf(commands);
        capabilities = Set.copyOf(capabilities);
        options = List.copyOf(options);
    }

    boolean has(String capability) {
        return capabilities.contains(capability);
    }

    /** Whether a pack follows. */
    boolean bringsPack() {
        return commands.stream().anyMatch(command -> !command.deletes());
    }
}
