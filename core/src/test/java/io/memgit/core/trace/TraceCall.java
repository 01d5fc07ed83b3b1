package io.memgit.core.trace;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * One call as strace writes it, strings in hexadecimal: {@code write(5, "\x41\x42", 2) = 2}.
 *
 * @param name
 *            of the call
 * @param arguments
 *            as they are written
 * @param result
 *            what it returned, below zero when it failed
 */
record TraceCall(String name, List<String> arguments, long result) {

    private static final int HEX_CHARS = 4;

    /** The arguments of {@code text}, which may end in the middle of the call. */
    static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"')
                quoted = !quoted;
            else if (!quoted && (c == '[' || c == '{' || c == '('))
                depth++;
            else if (!quoted && (c == ']' || c == '}' || c == ')'))
                depth--;
            else if (!quoted && c == ',' && depth == 0) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(text.substring(start).strip());
        return parts;
    }

    /** The call whose text after the name and the bracket is {@code text}. */
    static TraceCall parse(String name, String text) throws IOException {
        int equals = text.lastIndexOf(" = ");
        if (equals < 0)
            throw new IOException("a call without a result: " + name + "(" + text);
        String arguments = text.substring(0, equals).stripTrailing();
        String result = text.substring(equals + 3).strip().split(" ", 2)[0];
        return new TraceCall(name, split(arguments.substring(0, arguments.length() - 1)),
                result.equals("?") ? -1 : Long.decode(result));
    }

    boolean failed() {
        return result < 0;
    }

    long number(int argument) {
        String text = arguments.get(argument);
        return text.equals("AT_FDCWD") || text.equals("NULL") ? -1 : Long.decode(text);
    }

    int descriptor(int argument) {
        return (int) number(argument);
    }

    boolean has(int argument, String flag) {
        return List.of(arguments.get(argument).split("\\|")).contains(flag);
    }

    /** The bytes of all strings in an argument, one after the other. */
    byte[] bytes(int argument) throws IOException {
        return bytes(arguments.get(argument));
    }

    static byte[] bytes(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() / HEX_CHARS);
        for (int at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
            for (at++; text.charAt(at) != '"'; at += HEX_CHARS) {
                if (text.charAt(at) != '\\' || text.charAt(at + 1) != 'x')
                    throw new IOException("a string that is not in hexadecimal: " + text);
                bytes.write(HexFormat.fromHexDigits(text, at + 2, at + HEX_CHARS));
            }
            if (text.startsWith("...", at + 1))
                throw new IOException("a string that strace has cut");
        }
        return bytes.toByteArray();
    }

    String path(int argument) throws IOException {
        return new String(bytes(argument), StandardCharsets.UTF_8);
    }
}
