package jeras.applications.text;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import ai.djl.util.PairList;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import jeras.EngineStartException;
import jeras.FileFormatException;
import jeras.JerasException;
import jeras.backend.Backend;

/**
 * Hugging Face's tokenizers library behind DJL's door; DJL frees it when it is no longer reached.
 *
 * <p>It never cuts texts itself: what it cannot do then, such as cutting a text that is too short for that, would end the
 * process.
 */
final class NativeTokenizer {
    private static final Map<String, String> OPTIONS =
            Map.of("padding", "DO_NOT_PAD", "truncation", "DO_NOT_TRUNCATE", "maxLength", "-1");

    private final HuggingFaceTokenizer tokenizer;
    private final boolean batches;

    NativeTokenizer(TokenizerDescription description) {
        Backend.quiet();
        if (System.getenv("RUST_FLAVOR") == null && System.getProperty("RUST_FLAVOR") == null) {
            // On a machine with a GPU DJL would download a build for it, which has nothing to do here.
            System.setProperty("RUST_FLAVOR", "cpu");
        }
        // An error in a batch ends the process, too; of the tokenizers of BERTs it is known that there is none.
        batches = description.isPlainBert();
        byte[] text = description.json().toString().getBytes(StandardCharsets.UTF_8);
        try {
            tokenizer = HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(text), OPTIONS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (LinkageError | EngineException e) {
            throw new EngineStartException(
                    JerasException.message(
                            "The native tokenizers library could not be loaded.",
                            "one of linux-x86_64, linux-aarch64, osx-aarch64 and win-x86_64",
                            System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                            "see the cause below; is the cache folder writable (DJL_CACHE_DIR sets another)?"),
                    e);
        } catch (RuntimeException e) {
            throw unusable(e);
        }
    }

    private static FileFormatException unusable(RuntimeException cause) {
        return new FileFormatException(
                JerasException.message(
                        "The tokenizer cannot be used.",
                        "a tokenizer.json that version 0.21 of Hugging Face's tokenizers reads",
                        String.valueOf(cause.getMessage()),
                        "write it again in Python: AutoTokenizer.from_pretrained(id).save_pretrained(folder)"),
                cause);
    }

    /** Each text, whole. */
    List<TokenizedText> encode(List<String> texts) {
        String[] sound = texts.stream().map(NativeTokenizer::sound).toArray(String[]::new);
        Encoding[] encodings = call(() -> batches
                ? tokenizer.batchEncode(sound, true, false)
                : Arrays.stream(sound)
                        .map(text -> tokenizer.encode(text, true, false))
                        .toArray(Encoding[]::new));
        return IntStream.range(0, encodings.length)
                .mapToObj(i -> text(encodings[i], List.of(CodePoints.of(texts.get(i)))))
                .toList();
    }

    /** Each pair, whole. */
    List<TokenizedText> encode(List<String> firsts, List<String> seconds) {
        PairList<String, String> pairs = new PairList<>();
        IntStream.range(0, firsts.size()).forEach(i -> pairs.add(sound(firsts.get(i)), sound(seconds.get(i))));
        Encoding[] encodings = call(() -> batches
                ? tokenizer.batchEncode(pairs, true, false)
                : pairs.stream()
                        .map(p -> tokenizer.encode(p.getKey(), p.getValue(), true, false))
                        .toArray(Encoding[]::new));
        return IntStream.range(0, encodings.length)
                .mapToObj(i -> text(encodings[i], List.of(CodePoints.of(firsts.get(i)), CodePoints.of(seconds.get(i)))))
                .toList();
    }

    /** One text that has been split into words; places are those in a word. */
    TokenizedText encodeWords(List<String> words) {
        String[] sound = words.stream().map(NativeTokenizer::sound).toArray(String[]::new);
        Encoding encoding = call(() -> tokenizer.encode(sound, true, false));
        return text(encoding, List.of(CodePoints.ofWords(words)));
    }

    String decode(int[] ids) {
        return call(() -> tokenizer.decode(Arrays.stream(ids).asLongStream().toArray(), true));
    }

    private <T> T call(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw unusable(e);
        } finally {
            // DJL's finalizer must not free what is at work.
            Reference.reachabilityFence(tokenizer);
        }
    }

    private static TokenizedText text(Encoding encoding, List<CodePoints> texts) {
        int[] words = ints(encoding.getWordIds());
        int[] sequences = ints(encoding.getSequenceIds());
        CharSpan[] spans = encoding.getCharTokenSpans();
        int[] starts = new int[words.length];
        int[] ends = new int[words.length];
        for (int i = 0; i < words.length; i++) {
            if (spans[i] != null && sequences[i] >= 0) {
                CodePoints text = texts.get(sequences[i]);
                starts[i] = text.place(words[i], spans[i].getStart());
                ends[i] = text.place(words[i], spans[i].getEnd());
            }
        }
        return new TokenizedText(
                ints(encoding.getIds()),
                ints(encoding.getTypeIds()),
                encoding.getTokens(),
                words,
                sequences,
                starts,
                ends);
    }

    private static int[] ints(long[] values) {
        return Arrays.stream(values).mapToInt(Math::toIntExact).toArray();
    }

    /** Half a surrogate pair is no character; DJL would then cut all pairs of the text. */
    private static String sound(String text) {
        boolean broken = text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        return broken
                ? text.codePoints()
                        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                : text;
    }
}
