package jeras.tuner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.junit.jupiter.api.Test;

class GaussianProcessTest {
    @Test
    void thePosteriorIsThatOfScikitLearn() {
        for (JsonElement each : Fixtures.list(Fixtures.read("gaussian_process.json"))) {
            JsonObject row = each.getAsJsonObject();
            double[][] x = Fixtures.rows(row.get("x"));
            double[] y = Fixtures.numbers(row.get("y"));
            double alpha = row.get("alpha").getAsDouble();
            double scale = row.get("scale").getAsDouble();
            boolean fixed = !row.get("fixed_scale").isJsonNull();
            GaussianProcess process =
                    fixed ? GaussianProcess.withLengthScale(x, y, alpha, scale) : GaussianProcess.fit(x, y, alpha);

            double tolerance = fixed ? 1e-9 : 1e-4;
            assertThat(process.likelihood())
                    .isCloseTo(row.get("likelihood").getAsDouble(), within(fixed ? 1e-9 : 1e-6));
            assertThat(process.lengthScale()).isCloseTo(scale, within(scale * 1e-3));
            double[][] at = Fixtures.rows(row.get("at"));
            double[] mean = Fixtures.numbers(row.get("mean"));
            double[] deviation = Fixtures.numbers(row.get("deviation"));
            for (int i = 0; i < at.length; i++) {
                GaussianProcess.Estimate estimate = process.predict(at[i]);
                assertThat(estimate.mean()).isCloseTo(mean[i], within(tolerance));
                assertThat(estimate.deviation()).isCloseTo(deviation[i], within(tolerance));
            }
        }
    }

    @Test
    void aMatrixIsFactoredAndSolved() {
        Cholesky factor = Cholesky.of(new double[][] {{4, 2}, {2, 5}});

        // L = [[2, 0], [1, 2]]; its determinant's logarithm is log 4.
        assertThat(factor.halfLogDeterminant()).isCloseTo(Math.log(4), within(1e-12));
        assertThat(factor.solve(new double[] {8, 12})).containsExactly(new double[] {1, 2}, within(1e-12));
        assertThat(Cholesky.of(new double[][] {{1, 2}, {2, 1}})).isNull();
    }

    @Test
    void threeHundredTrialsAreLearnedInSeconds() {
        double[][] x = new double[300][4];
        double[] y = new double[300];
        java.util.SplittableRandom random = new java.util.SplittableRandom(1);
        for (int i = 0; i < x.length; i++) {
            x[i] = random.doubles(4).toArray();
            y[i] = Math.sin(5 * x[i][0]) + x[i][1];
        }
        long begun = System.nanoTime();
        GaussianProcess process = GaussianProcess.fit(x, y, 1e-4);

        assertThat(process.predict(new double[] {0.3, 0.5, 0.5, 0.5}).mean())
                .isCloseTo(Math.sin(1.5) + 0.5, within(0.05));
        assertThat((System.nanoTime() - begun) / 1e9).isLessThan(15);
    }
}
