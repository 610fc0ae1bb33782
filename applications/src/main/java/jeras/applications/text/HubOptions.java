package jeras.applications.text;

import java.nio.file.Path;
import java.util.Optional;

/** Which version of a published model is taken, and from where. */
public final class HubOptions {
    private String revision = "main";
    private String endpoint = "https://huggingface.co";
    private Optional<Path> cacheDir = Optional.empty();

    HubOptions() {}

    /** A branch, a tag or a commit. Default: {@code main}, which may change after it was downloaded. */
    public HubOptions revision(String name) {
        revision = name;
        return this;
    }

    /** The address of the hub, or of a copy of it; the environment's {@code HF_ENDPOINT} plays no part. */
    public HubOptions endpoint(String address) {
        endpoint = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        return this;
    }

    /** The cache folder. Default: {@code <user home>/.jeras}, or what {@code jeras.cache} ({@code JERAS_CACHE}) says. */
    public HubOptions cacheDir(Path folder) {
        cacheDir = Optional.of(folder);
        return this;
    }

    String revision() {
        return revision;
    }

    String endpoint() {
        return endpoint;
    }

    Optional<Path> cacheDir() {
        return cacheDir;
    }
}
