/**
 * Search for good hyperparameters, in the manner of KerasTuner: a function builds a model from {@link
 * jeras.tuner.HyperParameters}, and a {@link jeras.tuner.Tuner} tries values, trains, and keeps what it learns in a folder, from
 * which an interrupted search goes on.
 *
 * <pre>{@code
 * RandomSearch tuner = RandomSearch.of(hp -> {
 *             Sequential model = Sequential.of(
 *                     Input.of(64),
 *                     Dense.of(hp.integer("units", 32, 512, o -> o.step(32))).activation("relu"),
 *                     Dense.of(10).activation("softmax"));
 *             double rate = hp.decimal("learning_rate", 1e-4, 1e-2, o -> o.sampling("log"));
 *             model.compile(c -> c.optimizer(Adam.of(rate)).loss("sparse_categorical_crossentropy").metrics("accuracy"));
 *             return model;
 *         })
 *         .objective("val_accuracy")
 *         .maxTrials(20)
 *         .directory("searches");
 * tuner.search(x, y, f -> f.epochs(3).validationSplit(0.2));
 * Model best = tuner.bestModels(1).get(0);
 * }</pre>
 *
 * <table>
 *   <caption>How KerasTuner's names are spelled here</caption>
 *   <tr><th>KerasTuner</th><th>Jeras</th></tr>
 *   <tr><td>{@code hp.Int("units", 32, 512, step=32)}</td><td>{@code hp.integer("units", 32, 512, o -> o.step(32))}</td></tr>
 *   <tr><td>{@code hp.Float("lr", 1e-4, 1e-2, sampling="log")}</td>
 *       <td>{@code hp.decimal("lr", 1e-4, 1e-2, o -> o.sampling("log"))}</td></tr>
 *   <tr><td>{@code hp.Boolean("dropout")}</td><td>{@code hp.bool("dropout")}</td></tr>
 *   <tr><td>{@code hp.Choice("activation", ["relu", "tanh"])}</td>
 *       <td>{@code hp.choice("activation", List.of("relu", "tanh"))}</td></tr>
 *   <tr><td>{@code hp.Fixed("classes", 10)}</td><td>{@code hp.fixed("classes", 10)}</td></tr>
 *   <tr><td>{@code with hp.conditional_scope("kind", ["cnn"]):}</td>
 *       <td>{@code hp.conditionalScope("kind", List.of("cnn"), () -> ...)}</td></tr>
 *   <tr><td>{@code with hp.name_scope("encoder"):}</td><td>{@code hp.nameScope("encoder", () -> ...)}</td></tr>
 *   <tr><td>{@code hp.get("units")}</td><td>{@code hp.getInt("units")}, {@code getDouble}, {@code getBoolean}, {@code getString}</td></tr>
 *   <tr><td>{@code class M(HyperModel): def build; def fit}</td><td>{@link jeras.tuner.HyperModel}</td></tr>
 *   <tr><td>{@code RandomSearch(build, objective="val_loss", max_trials=5)}</td>
 *       <td>{@code RandomSearch.of(build).objective("val_loss").maxTrials(5)}</td></tr>
 *   <tr><td>{@code Objective("val_f1", direction="max")}</td><td>{@code Objective.of("val_f1", "max")}</td></tr>
 *   <tr><td>{@code tuner.search(x, y, epochs=3)}</td><td>{@code tuner.search(x, y, f -> f.epochs(3))}</td></tr>
 *   <tr><td>{@code tuner.get_best_hyperparameters(n)}</td><td>{@code tuner.bestHyperparameters(n)}</td></tr>
 *   <tr><td>{@code tuner.get_best_models(n)}</td><td>{@code tuner.bestModels(n)}</td></tr>
 *   <tr><td>{@code tuner.results_summary()}</td><td>{@code System.out.println(tuner.resultsSummary())}</td></tr>
 *   <tr><td>{@code tuner.search_space_summary()}</td><td>{@code System.out.println(tuner.searchSpaceSummary())}</td></tr>
 * </table>
 *
 * @see <a href="https://keras.io/keras_tuner/">KerasTuner</a>
 */
package jeras.tuner;
