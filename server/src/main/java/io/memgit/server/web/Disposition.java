package io.memgit.server.web;

/** Makes values of {@code Content-Disposition}. */
public final class Disposition {

    private Disposition() {}

    /**
     * What is to be done with a body, and under which name it is saved.
     *
     * @param type
     *            {@code attachment} or {@code inline}
     * @param name
     *            any text
     */
    public static String of(String type, String name) {
        StringBuilder plain = new StringBuilder(name.length());
        name.chars().forEach(c -> plain.append(isPlain(c) ? (char) c : '_'));
        // The second form has every character, the first is for clients that do not know it.
        return type + "; filename=\"" + plain + "\"; filename*=UTF-8''"
                + UrlText.segment(name).replace("*", "%2A");
    }

    private static boolean isPlain(int c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_' || c == ' ');
    }
}
