package io.memgit.core.sequencer;

import io.memgit.core.sequencer.TodoItem.Command;
import java.util.regex.Pattern;

/** The message of a commit that others are melted into, as git leaves it when nobody edits it. */
final class MeltedMessage {

    private static final Pattern BLANK_LINES = Pattern.compile("\\A([ \\t\\r]*\n)+");

    private String text;
    private boolean squashed;

    MeltedMessage(String text) {
        this.text = text;
    }

    /** Melts in a commit with this message. */
    void add(Command command, String other) {
        if (command == Command.FIXUP || command == Command.PICK)
            return;
        String body = withoutSubject(other);
        if (command == Command.AMEND && !squashed) {
            text = BLANK_LINES.matcher(body).replaceFirst("");
            return;
        }
        squashed = true;
        text = text + "\n\n" + body;
    }

    /** Its text; where messages came together, tidied as after an editor. */
    String text() {
        return squashed ? Messages.stripped(text, true) : text;
    }

    /** What comes after the first paragraph, which only says what it is melted into. */
    private static String withoutSubject(String message) {
        int at = 0;
        while (at < message.length()) {
            int end = message.indexOf('\n', at);
            int next = end < 0 ? message.length() : end + 1;
            if (message.substring(at, next).isBlank())
                break;
            at = next;
        }
        return message.substring(at);
    }
}
