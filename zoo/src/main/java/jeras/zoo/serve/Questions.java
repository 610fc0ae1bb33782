package jeras.zoo.serve;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import jeras.InvalidArgumentException;
import jeras.JerasException;
import jeras.zoo.recipe.Answer;
import jeras.zoo.recipe.Predictor;

/** Requests and answers of a predictor as JSON. */
final class Questions {
    private static final String JSON = "application/json";

    private final Predictor predictor;
    private final int mostInstances;
    private final int top;

    Questions(Predictor predictor, int mostInstances, int top) {
        this.predictor = predictor;
        this.mostInstances = mostInstances;
        this.top = top;
    }

    /** What to send, for people. */
    String expected() {
        return "{\"instances\": [...]} of type " + JSON + ", each " + predictor.instances()
                + (predictor.takesImages() ? "; or an image file of type image/png, image/jpeg, ..." : "");
    }

    /** Refuses bodies of other types, before they are read. */
    void checkType(String contentType) {
        boolean isImage = predictor.takesImages() && contentType.startsWith("image/");
        if (!isImage && !contentType.equals(JSON)) {
            throw new HttpProblem(
                    HttpProblem.WRONG_MEDIA_TYPE,
                    JerasException.message(
                            "The request is of a type that is not understood.",
                            expected(),
                            contentType.isEmpty() ? "no Content-Type" : contentType,
                            "send the header Content-Type: " + JSON));
        }
    }

    /** The type of a {@code Content-Type} header, without its parameters. */
    static String type(String header) {
        return header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /**
     * The answer to a request, {@code {"predictions": [...]}}.
     *
     * @throws HttpProblem if there is none
     */
    JsonObject answer(String contentType, byte[] body) {
        List<JsonElement> instances = contentType.startsWith("image/")
                ? List.of(new JsonPrimitive(Base64.getEncoder().encodeToString(body)))
                : instances(body).asList();
        JsonArray predictions = new JsonArray();
        if (!instances.isEmpty()) {
            ask(instances).forEach(answer -> {
                JsonObject one = answer.json(top);
                one.remove("input"); // the client has it
                predictions.add(one);
            });
        }
        JsonObject answer = new JsonObject();
        answer.add("predictions", predictions);
        return answer;
    }

    private List<? extends Answer> ask(List<JsonElement> instances) {
        try {
            return predictor.answer(instances);
        } catch (InvalidArgumentException | jeras.FileFormatException | jeras.ShapeMismatchException e) {
            throw new HttpProblem(HttpProblem.BAD_REQUEST, e.getMessage(), e);
        }
    }

    private JsonArray instances(byte[] body) {
        JsonElement json = parse(body);
        JsonElement instances = json.isJsonObject() ? json.getAsJsonObject().get("instances") : null;
        if (instances == null || !instances.isJsonArray()) {
            throw bad(Predictor.kindOf(json) + " without a list \"instances\"", null);
        }
        int size = instances.getAsJsonArray().size();
        if (size > mostInstances) {
            throw new HttpProblem(
                    HttpProblem.TOO_LARGE,
                    JerasException.message(
                            "These are too many instances for one request.",
                            "at most " + mostInstances,
                            Integer.toString(size),
                            "send several requests"));
        }
        return instances.getAsJsonArray();
    }

    /** The reader itself bounds how deep values are nested. */
    private JsonElement parse(byte[] body) {
        try (JsonReader reader = new JsonReader(new StringReader(text(body)))) {
            reader.setStrictness(Strictness.STRICT);
            JsonElement json = JsonParser.parseReader(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw bad("more after the end of it", null);
            }
            return json;
        } catch (JsonParseException | IOException | IllegalStateException | NumberFormatException e) {
            throw bad("a text that is not JSON", e);
        }
    }

    private String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw bad("bytes that are not UTF-8", e);
        }
    }

    private HttpProblem bad(String received, Exception cause) {
        return new HttpProblem(
                HttpProblem.BAD_REQUEST,
                JerasException.message("The request cannot be read.", expected(), received, "correct the request"),
                cause);
    }
}
