package jeras.tuner;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jeras.Model;
import jeras.callbacks.EarlyStopping;
import jeras.datasets.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchMemoryTest {
    private static final Split IRIS = Flowers.IRIS;

    @TempDir
    private Path folder;

    @Test
    void modelsOfFinishedTrialsAreCollected() throws InterruptedException {
        List<WeakReference<Model>> models = new ArrayList<>();
        int[] most = new int[1];
        RandomSearch tuner = RandomSearch.of(hp -> {
                    most[0] = Math.max(most[0], alive(models));
                    Model model = Flowers.build(hp);
                    models.add(new WeakReference<>(model));
                    return model;
                })
                .objective("val_loss")
                .maxTrials(12)
                .directory(folder);
        EarlyStopping stop = EarlyStopping.of().restoreBestWeights(true);

        tuner.search(
                IRIS.xTrain(),
                IRIS.yTrain(),
                f -> f.epochs(2).validationSplit(0.2).verbose(0).callbacks(stop));

        // The collector is asked to before each model; it may take its time for the last one or two.
        assertThat(most[0]).isLessThanOrEqualTo(2);
        for (int i = 0; i < 20 && alive(models) > 0; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(models).hasSizeGreaterThan(12);
        assertThat(alive(models)).isZero();
        assertThat(tuner.trials()).hasSize(12);
    }

    private static int alive(List<WeakReference<Model>> models) {
        return (int) models.stream().filter(m -> m.get() != null).count();
    }
}
