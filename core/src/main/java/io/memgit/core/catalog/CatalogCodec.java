package io.memgit.core.catalog;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.memgit.core.name.RepoId;
import io.memgit.core.name.RepoName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of {@link CatalogPayload}, in the wire format of protobuf:
 *
 * <pre>
 *   1 kind (1 register, 2 release)   2 repository high   3 repository low (fixed64)   4 name   5 group (uint32)
 * </pre>
 */
final class CatalogCodec {

    private static final int REGISTER = 1;
    private static final int RELEASE = 2;

    private CatalogCodec() {}

    static byte[] encode(CatalogPayload payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            switch (payload) {
                case CatalogPayload.Register(Registered what) -> {
                    out.writeUInt32(1, REGISTER);
                    writeId(what.id(), out);
                    out.writeString(4, what.name().value());
                    out.writeUInt32(5, what.group());
                }
                case CatalogPayload.Release(RepoId id) -> {
                    out.writeUInt32(1, RELEASE);
                    writeId(id, out);
                }
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written to", e);
        }
        return bytes.toByteArray();
    }

    static CatalogPayload decode(byte[] bytes) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        int kind = 0;
        long high = 0;
        long low = 0;
        int group = 0;
        @Nullable
        String name = null;
        int tag;
        while ((tag = in.readTag()) != 0) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> kind = in.readUInt32();
                case 2 -> high = in.readFixed64();
                case 3 -> low = in.readFixed64();
                case 4 -> name = in.readStringRequireUtf8();
                case 5 -> group = in.readUInt32();
                default -> in.skipField(tag);
            }
        }
        return payload(kind, new RepoId(high, low), name, group);
    }

    private static CatalogPayload payload(int kind, RepoId id, @Nullable String name, int group) throws IOException {
        try {
            return switch (kind) {
                case REGISTER -> new CatalogPayload.Register(
                        new Registered(id, new RepoName(Objects.requireNonNullElse(name, "")), group));
                case RELEASE -> new CatalogPayload.Release(id);
                default -> throw new IOException("a damaged entry about names, of kind " + kind);
            };
        } catch (IllegalArgumentException e) {
            throw new IOException("a damaged entry: " + e.getMessage(), e);
        }
    }

    private static void writeId(RepoId id, CodedOutputStream out) throws IOException {
        out.writeFixed64(2, id.high());
        out.writeFixed64(3, id.low());
    }
}
