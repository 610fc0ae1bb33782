package jeras.applications.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import jeras.InvalidArgumentException;
import jeras.Keras;
import jeras.Model;
import jeras.data.Batch;
import jeras.data.Dataset;
import org.junit.jupiter.api.Test;

class TextBatchesTest {
    private static final TextTokenizer TOKENIZER = TextTokenizer.of(TextTokenizerTest.resource("small-bert"));
    private static final Model MODEL = TextEncoder.of(EncoderConfig.bert()
                    .vocabSize(120)
                    .numAttentionHeads(2)
                    .hiddenSize(8)
                    .numHiddenLayers(1)
                    .intermediateSize(16))
            .classifier();

    /** Text i has the digit that its label is, and up to 30 of them. */
    private static TextBatches digits(int count) {
        List<String> texts = IntStream.range(0, count)
                .mapToObj(i -> (i % 10 + " ").repeat(1 + i * 7 % 30))
                .toList();
        return TextBatches.of(TOKENIZER, TOKENIZER.encodeAll(texts))
                .labels(IntStream.range(0, count).map(i -> i % 10).toArray())
                .batchSize(8);
    }

    @Test
    void shuffledBatchesHaveEveryTextOnceWithItsLabelAndLittlePadding() {
        Keras.setRandomSeed(3);
        TextBatches batches = digits(203).shuffle(true);
        Dataset data = batches.dataset(MODEL);
        List<Integer> first = new ArrayList<>();
        int texts = 0;
        for (Batch batch : data) {
            int[] labels = batch.y().get(0).toIntArray();
            for (int i = 0; i < labels.length; i++) {
                assertThat(TOKENIZER.decode((int) batch.x().get(0).getDouble(i, 1)))
                        .isEqualTo("" + labels[i]);
            }
            first.add(labels[0]);
            texts += labels.length;
        }

        assertThat(texts).isEqualTo(203);
        assertThat(data.cardinality()).hasValue(26);
        assertThat(batches.padding()).isLessThan(0.2);
        assertThat(digits(203).padding()).isGreaterThan(0.3);
        List<Integer> second = new ArrayList<>();
        data.forEach(b -> second.add(b.y().get(0).toIntArray()[0]));
        assertThat(second).as("another order on each walk").isNotEqualTo(first);
    }

    @Test
    void theSameSeedMakesTheSameBatches() {
        List<List<Batch>> walks = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Keras.setRandomSeed(5);
            List<Batch> walk = new ArrayList<>();
            digits(40).shuffle(true).dataset(MODEL).forEach(walk::add);
            walks.add(walk);
        }
        assertThat(walks.get(0)).isEqualTo(walks.get(1));
    }

    @Test
    void labelsOfWordsStandAtTheirFirstTokenOrAtAll() {
        TokenizedText text = TOKENIZER.encodeWords(List.of("films", "were", "played"));

        assertThat(text.tokens()).containsExactly("[CLS]", "film", "##s", "were", "play", "##ed", "[SEP]");
        assertThat(text.tokenLabels(new int[] {3, 0, 5})).containsExactly(-100, 3, -100, 0, 5, -100, -100);
        assertThat(text.allTokenLabels(new int[] {3, 0, 5})).containsExactly(-100, 3, 3, 0, 5, 5, -100);
        assertThat(TOKENIZER.encode("films were").tokenAt(0, 4)).isEqualTo(2);
        assertThat(TOKENIZER.encode("films were").tokenAt(0, 5)).isEqualTo(-1);
    }

    @Test
    void whatFillsUpIsNotLearned() {
        List<TokenizedText> texts = TOKENIZER.encodeAll(List.of("film", "the old film"));
        Batch batch = TextBatches.of(TOKENIZER, texts)
                .tokenLabels(texts.stream()
                        .map(t -> t.tokenLabels(new int[] {1, 2, 3}))
                        .toList())
                .dataset(MODEL)
                .iterator()
                .next();

        assertThat(batch.y().get(0).get(0).toIntArray()).containsExactly(-100, 1, -100, -100, -100);
        assertThat(batch.x().get(1).get(0).toIntArray()).containsExactly(1, 1, 1, 0, 0);
    }

    @Test
    void aShareOfTheWordsIsLeftOutForAModelToGuess() {
        Keras.setRandomSeed(9);
        Batch batch = digits(100)
                .maskedWords(0.2)
                .batchSize(100)
                .dataset(MODEL)
                .iterator()
                .next();
        int[] ids = batch.x().get(0).toIntArray();
        int[] before = digits(100)
                .batchSize(100)
                .dataset(MODEL)
                .iterator()
                .next()
                .x()
                .get(0)
                .toIntArray();
        int[] labels = batch.y().get(0).toIntArray();
        int chosen = 0;
        int masked = 0;
        int same = 0;
        int words = 0;
        for (int i = 0; i < ids.length; i++) {
            assertThat(ids[i] == before[i] || labels[i] == before[i]).isTrue();
            words += before[i] > 4 ? 1 : 0;
            chosen += labels[i] == -100 ? 0 : 1;
            masked += ids[i] == 4 ? 1 : 0;
            same += labels[i] == ids[i] ? 1 : 0;
        }
        assertThat((double) chosen / words).isBetween(0.17, 0.23);
        assertThat((double) masked / chosen).isBetween(0.72, 0.88);
        assertThat((double) same / chosen).isBetween(0.05, 0.16);
    }

    @Test
    void aModelTrainsOnThem() {
        Keras.setRandomSeed(1);
        Model model = TextEncoder.of(EncoderConfig.bert()
                        .vocabSize(120)
                        .numAttentionHeads(2)
                        .hiddenSize(32)
                        .numHiddenLayers(1)
                        .intermediateSize(32))
                .classifier(o -> o.classes(10).compile(false));
        model.compile(c -> c.optimizer(jeras.optimizers.Adam.of(5e-3))
                .loss(jeras.losses.SparseCategoricalCrossentropy.of().fromLogits(true))
                .metrics("accuracy"));

        model.fit(digits(200).shuffle(true).dataset(model), f -> f.epochs(10).verbose(0));

        assertThat(model.evaluate(digits(50).dataset(model), e -> e.verbose(0)).get("accuracy"))
                .isGreaterThan(0.9);
    }

    @Test
    void labelsMustBeAsManyAsTexts() {
        assertThatThrownBy(() -> digits(3).labels(1, 2))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessage("""
                        The labels do not belong to these texts.
                          expected: 3, one for each text
                          received: 2
                          fix:      give one for each text""");
        assertThatThrownBy(() -> digits(3).values(new double[][] {{1}})).isInstanceOf(InvalidArgumentException.class);
        assertThat(Arrays.asList(digits(3).size(), digits(3).steps())).containsExactly(3, 1);
    }
}
