package jeras.applications.text;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import ai.djl.util.PairList;
import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import jeras.EngineStartException;
import jeras.FileFormatException;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.backend.Backend;

/** Hugging Face's tokenizers library behind DJL's door, with one way to cut texts; DJL frees it when it is no longer reached. */
final class NativeTokenizer {
    private final HuggingFaceTokenizer tokenizer;

    /**
     * @param maxLength 0 for no limit
     * @param truncation Hugging Face's id
     * @param stride how many tokens two windows on a text share
     */
    NativeTokenizer(JsonObject json, int maxLength, String truncation, int stride) {
        Backend.quiet();
        if (System.getenv("RUST_FLAVOR") == null && System.getProperty("RUST_FLAVOR") == null) {
            // On a machine with a GPU DJL would download a build for it, which has nothing to do here.
            System.setProperty("RUST_FLAVOR", "cpu");
        }
        Map<String, String> options = Map.of(
                "padding",
                "DO_NOT_PAD",
                "truncation",
                maxLength == 0 ? "DO_NOT_TRUNCATE" : truncation,
                "maxLength",
                Integer.toString(maxLength),
                "modelMaxLength",
                Integer.toString(Integer.MAX_VALUE),
                "stride",
                Integer.toString(stride));
        byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
        try {
            tokenizer = HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(text), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnsatisfiedLinkError
                | ExceptionInInitializerError
                | NoClassDefFoundError
                | ai.djl.engine.EngineException e) {
            throw new EngineStartException(
                    JerasException.message(
                            "The native tokenizers library could not be loaded.",
                            "one of linux-x86_64, linux-aarch64, osx-aarch64 and win-x86_64",
                            System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                            "see the cause below; is the cache folder writable (DJL_CACHE_DIR sets another)?"),
                    e);
        } catch (RuntimeException e) {
            throw new FileFormatException(
                    JerasException.message(
                            "The tokenizer cannot be used.",
                            "a tokenizer.json that version 0.21 of Hugging Face's tokenizers reads",
                            String.valueOf(e.getMessage()),
                            "write it again in Python: AutoTokenizer.from_pretrained(id).save_pretrained(folder)"),
                    e);
        }
    }

    /** Each text; with windows, all parts of each. */
    List<TokenizedText> encode(List<String> texts, boolean windows) {
        String[] sound = texts.stream().map(NativeTokenizer::sound).toArray(String[]::new);
        Encoding[] encodings = call(() -> tokenizer.batchEncode(sound, true, windows));
        List<TokenizedText> result = new ArrayList<>();
        for (int i = 0; i < encodings.length; i++) {
            add(result, encodings[i], List.of(CodePoints.of(texts.get(i))));
        }
        return result;
    }

    /** Each pair; with windows, all parts of each. */
    List<TokenizedText> encode(List<String> firsts, List<String> seconds, boolean windows) {
        PairList<String, String> pairs = new PairList<>();
        IntStream.range(0, firsts.size()).forEach(i -> pairs.add(sound(firsts.get(i)), sound(seconds.get(i))));
        Encoding[] encodings = call(() -> tokenizer.batchEncode(pairs, true, windows));
        List<TokenizedText> result = new ArrayList<>();
        for (int i = 0; i < encodings.length; i++) {
            add(result, encodings[i], List.of(CodePoints.of(firsts.get(i)), CodePoints.of(seconds.get(i))));
        }
        return result;
    }

    /** One text that has been split into words; places are those in a word. */
    TokenizedText encodeWords(List<String> words) {
        String[] sound = words.stream().map(NativeTokenizer::sound).toArray(String[]::new);
        Encoding encoding = call(() -> tokenizer.encode(sound, true, false));
        List<TokenizedText> result = new ArrayList<>();
        add(result, encoding, List.of(CodePoints.ofWords(words)));
        return result.get(0);
    }

    String decode(int[] ids) {
        return call(() -> tokenizer.decode(Arrays.stream(ids).asLongStream().toArray(), true));
    }

    private <T> T call(Supplier<T> work) {
        try {
            return work.get();
        } catch (JerasException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new InvalidArgumentException(
                    JerasException.message(
                            "A text cannot be tokenized.",
                            "what the maximal length leaves room for",
                            String.valueOf(e.getMessage()),
                            "allow more tokens with maxLength, shorten the text that is not cut, or take another truncation"),
                    e);
        } finally {
            // DJL's finalizer must not free what is at work.
            Reference.reachabilityFence(tokenizer);
        }
    }

    private static void add(List<TokenizedText> result, Encoding encoding, List<CodePoints> texts) {
        result.add(text(encoding, texts));
        for (Encoding further : encoding.getOverflowing()) {
            result.add(text(further, texts));
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
