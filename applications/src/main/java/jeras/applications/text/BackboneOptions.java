package jeras.applications.text;

/** Which outputs a {@link TextEncoder#backbone} has. */
public final class BackboneOptions {
    private boolean pooled;
    private boolean hiddenStates;

    BackboneOptions() {}

    /**
     * Whether a second output, {@code (batch, hidden)}, is that of the pooler: a layer with tanh over the first token. Default:
     * false. DistilBERT has none.
     */
    public BackboneOptions pooled(boolean value) {
        pooled = value;
        return this;
    }

    /** Whether the outputs of the embeddings and of each layer come last, each {@code (batch, n, hidden)}. Default: false. */
    public BackboneOptions hiddenStates(boolean value) {
        hiddenStates = value;
        return this;
    }

    boolean pooled() {
        return pooled;
    }

    boolean hiddenStates() {
        return hiddenStates;
    }
}
