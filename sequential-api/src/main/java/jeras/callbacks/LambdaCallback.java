package jeras.callbacks;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * A callback made of functions.
 *
 * <pre>{@code LambdaCallback.of().onEpochEnd((epoch, logs) -> System.out.println(logs.get("loss")))}</pre>
 *
 * @see <a href="https://keras.io/api/callbacks/lambda_callback/">keras.callbacks.LambdaCallback</a>
 */
public final class LambdaCallback extends Callback {
    private final BiConsumer<Integer, Logs> epochEnd;
    private final IntConsumer epochBegin;
    private final Runnable trainBegin;
    private final Consumer<Logs> trainEnd;
    /** Null where nothing was said about batches. */
    private final IntConsumer batchBegin;

    private final BiConsumer<Integer, Logs> batchEnd;

    private LambdaCallback(
            IntConsumer epochBegin,
            BiConsumer<Integer, Logs> epochEnd,
            Runnable trainBegin,
            Consumer<Logs> trainEnd,
            IntConsumer batchBegin,
            BiConsumer<Integer, Logs> batchEnd) {
        this.epochBegin = epochBegin;
        this.epochEnd = epochEnd;
        this.trainBegin = trainBegin;
        this.trainEnd = trainEnd;
        this.batchBegin = batchBegin;
        this.batchEnd = batchEnd;
    }

    /** A callback that does nothing yet. */
    public static LambdaCallback of() {
        return new LambdaCallback(e -> {}, (e, l) -> {}, () -> {}, l -> {}, null, null);
    }

    public LambdaCallback onEpochBegin(IntConsumer action) {
        return new LambdaCallback(action, epochEnd, trainBegin, trainEnd, batchBegin, batchEnd);
    }

    public LambdaCallback onEpochEnd(BiConsumer<Integer, Logs> action) {
        return new LambdaCallback(epochBegin, action, trainBegin, trainEnd, batchBegin, batchEnd);
    }

    public LambdaCallback onTrainBegin(Runnable action) {
        return new LambdaCallback(epochBegin, epochEnd, action, trainEnd, batchBegin, batchEnd);
    }

    public LambdaCallback onTrainEnd(Consumer<Logs> action) {
        return new LambdaCallback(epochBegin, epochEnd, trainBegin, action, batchBegin, batchEnd);
    }

    public LambdaCallback onTrainBatchBegin(IntConsumer action) {
        return new LambdaCallback(epochBegin, epochEnd, trainBegin, trainEnd, action, batchEnd);
    }

    public LambdaCallback onTrainBatchEnd(BiConsumer<Integer, Logs> action) {
        return new LambdaCallback(epochBegin, epochEnd, trainBegin, trainEnd, batchBegin, action);
    }

    @Override
    public void onEpochBegin(int epoch) {
        epochBegin.accept(epoch);
    }

    @Override
    public void onEpochEnd(int epoch, Logs logs) {
        epochEnd.accept(epoch, logs);
    }

    @Override
    public void onTrainBegin() {
        trainBegin.run();
    }

    @Override
    public void onTrainEnd(Logs logs) {
        trainEnd.accept(logs);
    }

    @Override
    public void onTrainBatchBegin(int batch) {
        if (batchBegin != null) {
            batchBegin.accept(batch);
        }
    }

    @Override
    public void onTrainBatchEnd(int batch, Logs logs) {
        if (batchEnd != null) {
            batchEnd.accept(batch, logs);
        }
    }

    @Override
    public boolean watchesBatches() {
        return batchBegin != null || batchEnd != null;
    }
}
