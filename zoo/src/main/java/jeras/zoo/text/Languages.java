package jeras.zoo.text;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import jeras.InvalidArgumentException;
import jeras.utils.Suggestions;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.DanishStemmer;
import org.tartarus.snowball.ext.DutchStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.FinnishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;
import org.tartarus.snowball.ext.GermanStemmer;
import org.tartarus.snowball.ext.HungarianStemmer;
import org.tartarus.snowball.ext.ItalianStemmer;
import org.tartarus.snowball.ext.NorwegianStemmer;
import org.tartarus.snowball.ext.PortugueseStemmer;
import org.tartarus.snowball.ext.RussianStemmer;
import org.tartarus.snowball.ext.SpanishStemmer;
import org.tartarus.snowball.ext.SwedishStemmer;

/** The languages that Lucene has a list of stop words and a stemmer for. */
final class Languages {
    private static final Map<String, Language> ALL = new TreeMap<>(Map.ofEntries(
            language("danish", DanishStemmer::new, DanishAnalyzer::getDefaultStopSet),
            language("dutch", DutchStemmer::new, DutchAnalyzer::getDefaultStopSet),
            language("english", EnglishStemmer::new, EnglishAnalyzer::getDefaultStopSet),
            language("finnish", FinnishStemmer::new, FinnishAnalyzer::getDefaultStopSet),
            language("french", FrenchStemmer::new, FrenchAnalyzer::getDefaultStopSet),
            language("german", GermanStemmer::new, GermanAnalyzer::getDefaultStopSet),
            language("hungarian", HungarianStemmer::new, HungarianAnalyzer::getDefaultStopSet),
            language("italian", ItalianStemmer::new, ItalianAnalyzer::getDefaultStopSet),
            language("norwegian", NorwegianStemmer::new, NorwegianAnalyzer::getDefaultStopSet),
            language("portuguese", PortugueseStemmer::new, PortugueseAnalyzer::getDefaultStopSet),
            language("russian", RussianStemmer::new, RussianAnalyzer::getDefaultStopSet),
            language("spanish", SpanishStemmer::new, SpanishAnalyzer::getDefaultStopSet),
            language("swedish", SwedishStemmer::new, SwedishAnalyzer::getDefaultStopSet)));

    private record Language(Supplier<SnowballStemmer> stemmer, Supplier<CharArraySet> stopWords) {}

    private Languages() {}

    private static Map.Entry<String, Language> language(
            String name, Supplier<SnowballStemmer> stemmer, Supplier<CharArraySet> stopWords) {
        return Map.entry(name, new Language(stemmer, stopWords));
    }

    /** A new one, as a stemmer holds the word that it works on. */
    static SnowballStemmer stemmer(String language) {
        return find(language).stemmer.get();
    }

    /** Sorted. */
    static List<String> stopWords(String language) {
        return StreamSupport.stream(find(language).stopWords.get().spliterator(), false)
                .map(word -> new String((char[]) word))
                .sorted()
                .toList();
    }

    static boolean knows(String language) {
        return ALL.containsKey(language);
    }

    private static Language find(String language) {
        Language known = ALL.get(language);
        if (known == null) {
            throw new InvalidArgumentException(Suggestions.unknown("language", language, ALL.keySet()));
        }
        return known;
    }
}
