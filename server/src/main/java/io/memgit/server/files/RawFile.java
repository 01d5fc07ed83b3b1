package io.memgit.server.files;

import io.memgit.server.web.Answer;
import io.memgit.server.web.Call;
import io.memgit.server.web.Disposition;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A file as its bytes. What a browser could run is answered as something to save; all other text is
 * plain text, whatever it is called.
 */
public final class RawFile {

    static final String BYTES = "application/octet-stream";
    static final String TEXT = "text/plain";

    private static final Set<String> ACTIVE = Set.of("html", "htm", "xhtml", "xht", "shtml", "svg", "svgz", "xml",
            "xsl", "xslt", "mht", "mhtml", "pdf", "swf", "js", "mjs", "cjs", "css", "wasm", "hta", "jar", "exe");
    private static final Map<String, String> IMAGES = Map.of("png", "image/png", "jpg", "image/jpeg", "jpeg",
            "image/jpeg", "gif", "image/gif", "webp", "image/webp");

    /** What bytes can be. */
    static final String[] RAW_TYPES = {BYTES, TEXT, "image/png", "image/jpeg", "image/gif", "image/webp"};
    /** What a file can be read as. */
    static final String[] TYPES = {"application/json", BYTES, TEXT, "image/png", "image/jpeg", "image/gif",
            "image/webp"};

    private RawFile() {}

    /** The media types of an answer that is a file, as JSON or as its bytes. */
    public static String[] types() {
        return TYPES.clone();
    }

    /** The media types of a part of a file. */
    public static String[] partTypes() {
        return RAW_TYPES.clone();
    }

    /** Whether a call wants bytes: {@code raw} says so, or where it is not given {@code Accept}. */
    static boolean isWanted(Call call) {
        return call.query().text("raw").isPresent() ? call.query().flag("raw") : acceptsBytes(call);
    }

    static Answer answer(Call call, String name, ObjectId blob, byte[] bytes) {
        boolean active = ACTIVE.contains(extension(name));
        return Answer.bytes(active || acceptsBytes(call) ? BYTES : mediaType(name, bytes), bytes)
                .etag(blob.name())
                .header("Content-Disposition", Disposition.of(active ? "attachment" : "inline", name));
    }

    private static boolean acceptsBytes(Call call) {
        Optional<String> accept = call.header("Accept");
        if (accept.isEmpty())
            return false;
        for (String element : accept.get().toLowerCase(Locale.ROOT).split(",", -1)) {
            String type = element.strip();
            if (type.equals(BYTES) || (type.startsWith(BYTES + ";") && !type.matches(".*;\\s*q=0(\\.0*)?")))
                return true;
        }
        return false;
    }

    private static String mediaType(String name, byte[] bytes) {
        String image = IMAGES.get(extension(name));
        if (image != null)
            return image;
        return FileText.of(bytes) == null ? BYTES : TEXT + "; charset=utf-8";
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
