package jeras.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeGuardTest {
    @TempDir
    private Path folder;

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    private String refusal(String config) {
        Path file = folder.resolve("m.keras");
        return TestFiles.failure(
                file, () -> CodeGuard.refuseCode(new Place(file, "config.json"), json(config), Set.of()));
    }

    @Test
    void aLambdaInsideANestedModelIsRefusedWithItsPath() {
        assertThat(refusal("""
                                {"module": "keras", "class_name": "Sequential", "config": {"name": "outer", "layers": [
                                  {"class_name": "Dense", "config": {"name": "dense", "units": 1}},
                                  {"class_name": "Sequential", "config": {"name": "inner", "layers": [
                                    {"class_name": "Lambda", "config": {"name": "twice", "function":
                                      {"class_name": "__lambda__", "config": {"code": "4wEAAAA=", "closure": null}}}}]}}]}}
                                """)).isEqualTo("""
                        Cannot read m.keras (config.json).
                          expected: a model made of layers
                          received: Python code, a lambda, in "outer" > "inner" > "twice"
                          fix:      give a layer for it, Model.load(file, o -> o.replace("twice", layer)), or replace the \
                        Lambda layer in Keras and save the model again; Jeras does not execute code from files""");
    }

    @Test
    void aLambdaOutsideOfLayersIsRefused() {
        assertThat(refusal("{\"compile_config\": {\"loss\": {\"class_name\": \"__lambda__\", \"config\": {}}}}"))
                .contains("received: Python code, a lambda, in its configuration");
    }

    @Test
    void theLambdasOfKeras2AreRefused() {
        assertThat(
                        refusal(
                                "{\"class_name\": \"Lambda\", \"config\": {\"name\": \"a\", \"function\": [\"4wE=\", null, null]}}"))
                .contains("received: Python code, a lambda, in \"a\"");
        assertThat(refusal(
                        "{\"class_name\": \"Lambda\", \"config\": {\"name\": \"b\", \"function_type\": \"lambda\"}}"))
                .contains("received: Python code, a lambda, in \"b\"");
    }

    @Test
    void namedFunctionsAndOrdinaryModelsPass() {
        Path file = TestFiles.copy("sequential.keras", folder);
        assertThatCode(() -> CodeGuard.refuseCode(
                        new Place(file), KerasArchive.read(file).config(), Set.of()))
                .doesNotThrowAnyException();
        assertThatCode(() -> CodeGuard.refuseCode(
                        new Place(file),
                        json("{\"class_name\": \"Lambda\", \"config\": {\"name\": \"a\", \"function\":"
                                + " {\"class_name\": \"function\", \"config\": \"relu\"}}}"),
                        Set.of()))
                .doesNotThrowAnyException();
    }
}
