package io.memgit.auth.state;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One message in the wire format of protobuf, taken apart: numbers, byte strings, and the fields
 * beyond those that this version knows.
 */
final class Message {

    /** Writes the fields of one message. */
    interface Fields {

        void writeTo(CodedOutputStream out) throws IOException;
    }

    private final Map<Integer, Long> numbers = new HashMap<>();
    private final Map<Integer, List<ByteString>> strings = new HashMap<>();
    private final UnknownFieldSet.Builder unknown = UnknownFieldSet.newBuilder();

    private Message() {}

    static ByteString write(Fields fields) {
        ByteString.Output bytes = ByteString.newOutput();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            fields.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteString();
    }

    /** Takes {@code bytes} apart; fields above {@code lastKnown} are the unknown ones. */
    static Message read(ByteString bytes, int lastKnown) throws IOException {
        Message message = new Message();
        CodedInputStream in = bytes.newCodedInput();
        int tag;
        while ((tag = in.readTag()) != 0) {
            int field = WireFormat.getTagFieldNumber(tag);
            int type = WireFormat.getTagWireType(tag);
            if (field > lastKnown)
                message.unknown.mergeFieldFrom(tag, in);
            else if (type == WireFormat.WIRETYPE_VARINT)
                message.numbers.put(field, in.readUInt64());
            else if (type == WireFormat.WIRETYPE_LENGTH_DELIMITED)
                message.strings.computeIfAbsent(field, f -> new ArrayList<>()).add(in.readBytes());
            else
                throw new IOException("field " + field + " has the unexpected wire type " + type);
        }
        return message;
    }

    boolean has(int field) {
        return numbers.containsKey(field) || strings.containsKey(field);
    }

    /** The number in {@code field}, 0 when it is absent. */
    long number(int field) {
        return numbers.getOrDefault(field, 0L);
    }

    /** The bytes in {@code field}, none when it is absent. */
    ByteString bytes(int field) {
        List<ByteString> all = all(field);
        return all.isEmpty() ? ByteString.EMPTY : all.getLast();
    }

    List<ByteString> all(int field) {
        return strings.getOrDefault(field, List.of());
    }

    /** The text in {@code field}, empty when it is absent. */
    String text(int field) throws IOException {
        return text(bytes(field));
    }

    List<String> texts(int field) throws IOException {
        List<String> texts = new ArrayList<>();
        for (ByteString bytes : all(field))
            texts.add(text(bytes));
        return texts;
    }

    ByteString unknownFields() {
        return unknown.build().toByteString();
    }

    private static String text(ByteString bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(bytes.asReadOnlyByteBuffer()).toString();
    }
}
