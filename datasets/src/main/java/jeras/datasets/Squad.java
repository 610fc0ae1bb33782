package jeras.datasets;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jeras.FileFormatException;
import jeras.JerasException;

/**
 * Reads questions whose answers are parts of a text: the JSON of SQuAD, versions 1.1 and 2.0, and of the many sets that
 * follow its form, such as XQuAD.
 *
 * <pre>{@code
 * for (SquadQuestion q : Squad.read(Path.of("train-v2.0.json"))) {
 *     System.out.println(q.question() + " " + (q.isImpossible() ? "-" : q.answers().get(0).text()));
 * }
 * }</pre>
 *
 * @see <a href="https://rajpurkar.github.io/SQuAD-explorer/">SQuAD</a>
 */
public final class Squad {
    private static final long LARGEST = 2L << 30;

    private final JsonReader json;
    private final List<SquadQuestion> questions = new ArrayList<>();

    private Squad(JsonReader json) {
        this.json = json;
    }

    /**
     * Reads all questions of a file, in its order. Of a context all its questions share one string.
     *
     * @throws FileFormatException if the file cannot be read or is of another form; the message says in which line
     */
    public static List<SquadQuestion> read(Path file) {
        try (Reader text = new InputStreamReader(
                        new BoundedInput(new BufferedInputStream(Files.newInputStream(file), 1 << 16), LARGEST),
                        UTF_8);
                JsonReader json = new JsonReader(text)) {
            Squad squad = new Squad(json);
            squad.readFile();
            return List.copyOf(squad.questions);
        } catch (IOException | IllegalStateException | NumberFormatException | JsonParseException e) {
            throw new FileFormatException(
                    JerasException.message(
                            file + " is no file of questions in the form of SQuAD.",
                            "JSON: data, paragraphs, context and qas with id, question and answers (text, answer_start)",
                            JsonErrors.reason(e),
                            "check the file at the line that is named; fetch it again if it was damaged"),
                    e);
        }
    }

    /** What is done with one entry of an object. */
    @FunctionalInterface
    private interface Entry {
        /** Reads the value, or leaves it where it is of no interest. */
        boolean read(String name) throws IOException;
    }

    /** What is done with one element of an array. */
    @FunctionalInterface
    private interface Element {
        void read() throws IOException;
    }

    private void object(Entry entry) throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            if (!entry.read(json.nextName())) {
                json.skipValue();
            }
        }
        json.endObject();
    }

    private boolean array(Element element) throws IOException {
        json.beginArray();
        while (json.hasNext()) {
            element.read();
        }
        json.endArray();
        return true;
    }

    private void readFile() throws IOException {
        boolean[] hasData = new boolean[1];
        object(name -> {
            hasData[0] |= name.equals("data");
            return name.equals("data") && array(this::readArticle);
        });
        if (!hasData[0]) {
            throw new IOException("no \"data\"");
        }
    }

    private void readArticle() throws IOException {
        Article article = new Article();
        object(name -> switch (name) {
            case "title" -> {
                article.title = json.nextString();
                yield true;
            }
            case "paragraphs" -> array(() -> readParagraph(article));
            default -> false;
        });
        article.publish();
    }

    /** A title may come after its paragraphs. */
    private final class Article {
        private final List<Draft> drafts = new ArrayList<>();
        private String title = "";

        void publish() throws IOException {
            for (Draft draft : drafts) {
                questions.add(draft.finish(title));
            }
        }
    }

    private void readParagraph(Article article) throws IOException {
        List<Draft> drafts = new ArrayList<>();
        String[] context = {null};
        object(name -> switch (name) {
            case "context" -> {
                context[0] = json.nextString();
                yield true;
            }
            case "qas" -> array(() -> drafts.add(readQuestion()));
            default -> false;
        });
        if (context[0] == null) {
            throw new IOException("a paragraph without \"context\", " + JsonErrors.where(json));
        }
        for (Draft draft : drafts) {
            draft.context = context[0];
            article.drafts.add(draft);
        }
    }

    private Draft readQuestion() throws IOException {
        Draft draft = new Draft(JsonErrors.where(json));
        object(name -> {
            switch (name) {
                case "id" -> draft.id = json.nextString();
                case "question" -> draft.question = json.nextString();
                case "is_impossible" -> draft.isImpossible = json.nextBoolean();
                case "answers" -> array(() -> readAnswer(draft));
                default -> {
                    return false;
                }
            }
            return true;
        });
        if (draft.question == null) {
            throw new IOException("a question without \"question\", " + draft.where);
        }
        return draft;
    }

    private void readAnswer(Draft draft) throws IOException {
        String[] text = {null};
        int[] start = {-1};
        object(name -> {
            switch (name) {
                case "text" -> text[0] = json.nextString();
                case "answer_start" -> start[0] = json.peek() == JsonToken.NULL ? -1 : json.nextInt();
                default -> {
                    return false;
                }
            }
            return true;
        });
        if (text[0] == null || start[0] < 0) {
            throw new IOException("an answer without \"text\" or \"answer_start\", " + JsonErrors.where(json));
        }
        draft.answers.add(new SquadAnswer(text[0], start[0]));
    }

    /** A question whose context and title may be read later. */
    private static final class Draft {
        private final String where;
        private final List<SquadAnswer> answers = new ArrayList<>();
        private String id = "";
        private String question;
        private String context;
        private boolean isImpossible;

        Draft(String where) {
            this.where = where;
        }

        /** Python counts code points, Java the chars that they take. */
        SquadQuestion finish(String title) throws IOException {
            List<SquadAnswer> inChars = new ArrayList<>();
            for (SquadAnswer answer : answers) {
                int length = context.codePointCount(0, context.length());
                if (answer.start() > length) {
                    throw new IOException("an answer that starts at " + answer.start() + " of " + length
                            + " characters, at the question " + where);
                }
                inChars.add(new SquadAnswer(answer.text(), context.offsetByCodePoints(0, answer.start())));
            }
            return new SquadQuestion(id, title, context, question, inChars, isImpossible);
        }
    }
}
