package io.memgit.core.transport;

import io.memgit.core.limits.PushLimits;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Reads commands and options of a push, and not a byte of the pack behind them.
 *
 * <pre>
 * (shallow id)*  old SP new SP ref NUL capabilities  (old SP new SP ref)*  flush  [(option)* flush]
 * </pre>
 */
final class PushRequestReader {

    private static final int ID = Constants.OBJECT_ID_STRING_LENGTH;
    private static final String SHALLOW = "shallow ";
    private static final String OBJECT_FORMAT = "object-format=";

    private final PacketLines lines;
    private final PushLimits limits;
    private final List<PushCommand> commands = new ArrayList<>();
    private final List<String> options = new ArrayList<>();
    private Set<String> capabilities = Set.of();
    private long bytes;

    PushRequestReader(InputStream in, PushLimits limits) {
        this.lines = new PacketLines(in);
        this.limits = limits;
    }

    /** What was read of the capabilities so far; all of them once the first command was. */
    boolean has(String capability) {
        return capabilities.contains(capability);
    }

    /**
     * @throws PushRefusedException
     *             when it is no push, or a limit is exceeded
     * @throws IOException
     *             when the client is gone
     */
    PushRequest read() throws IOException {
        readCommands();
        if (has(PushRequest.PUSH_OPTIONS))
            readOptions();
        return new PushRequest(commands, capabilities, options);
    }

    private void readCommands() throws IOException {
        boolean first = true;
        for (String line = lines.next(); line != null; line = lines.next()) {
            bytes += line.length();
            if (bytes > limits.commandSize().bytes())
                throw new PushRefusedException("the commands are larger than " + limits.commandSize());
            if (first && line.startsWith(SHALLOW))
                continue;
            readCommand(first ? withoutCapabilities(line) : line);
            first = false;
        }
    }

    private String withoutCapabilities(String line) throws PushRefusedException {
        int nul = line.indexOf('\0');
        if (nul < 0)
            return line;
        capabilities = new HashSet<>(List.of(line.substring(nul + 1).strip().split(" ", -1)));
        for (String capability : capabilities) {
            if (capability.startsWith(OBJECT_FORMAT) && !capability.equals(OBJECT_FORMAT + "sha1"))
                throw new PushRefusedException("only object format sha1 is known here");
        }
        return line.substring(0, nul);
    }

    private void readCommand(String line) throws PushRefusedException {
        if (line.startsWith("push-cert"))
            throw new PushRefusedException("signed pushes are not taken here");
        int refAt = 2 * ID + 2;
        if (line.length() <= refAt || line.charAt(ID) != ' ' || line.charAt(refAt - 1) != ' ')
            throw new PushRefusedException("bad request: a line is no command");
        if (commands.size() == limits.commands())
            throw new PushRefusedException("one push changes at most " + limits.commands() + " refs");
        commands.add(new PushCommand(line.substring(refAt), id(line, 0), id(line, ID + 1)));
    }

    private static ObjectId id(String line, int start) throws PushRefusedException {
        String hex = line.substring(start, start + ID);
        if (!ObjectId.isId(hex))
            throw new PushRefusedException("bad request: a command has no object id");
        return ObjectId.fromString(hex);
    }

    private void readOptions() throws IOException {
        long size = 0;
        for (String option = lines.next(); option != null; option = lines.next()) {
            size += option.length();
            if (options.size() == limits.options() || size > limits.optionSize().bytes())
                throw new PushRefusedException(
                        "one push has at most " + limits.options() + " options and " + limits.optionSize());
            options.add(option);
        }
    }
}
