package org.onrecord.k8s;

/**
 * The name of an image: {@code host:port/path:tag@digest}.
 *
 * @param name with the registry
 * @param tag or null
 * @param digest or null
 */
public record ImageReference(String name, String tag, String digest) {

    public static ImageReference parse(String image) {
        int at = image.indexOf('@');
        String tagged = at < 0 ? image : image.substring(0, at);
        // A colon before the last slash belongs to the port of the registry.
        int colon = tagged.indexOf(':', tagged.lastIndexOf('/') + 1);
        return new ImageReference(
                colon < 0 ? tagged : tagged.substring(0, colon),
                colon < 0 ? null : tagged.substring(colon + 1),
                at < 0 ? null : image.substring(at + 1));
    }

    /** Whether it is the same image tomorrow, if nobody moves the tag. */
    boolean isPinned() {
        return digest != null ? hasDigest() : tag != null && !tag.equals("latest");
    }

    /** Whether it is the same image tomorrow, and the tag says which one it is. */
    public boolean isPinnedByDigest() {
        return hasDigest() && tag != null;
    }

    private boolean hasDigest() {
        return digest != null && digest.matches("sha256:[0-9a-f]{64}");
    }
}
