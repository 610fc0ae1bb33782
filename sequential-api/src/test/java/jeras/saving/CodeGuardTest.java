package jeras.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
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
        return TestFiles.failure(file, () -> CodeGuard.refuseCode(file, json(config)));
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
                          fix:      replace the Lambda layer by a layer of Keras, or write a layer of your own for it, \
                        and save the model again; Jeras does not execute code from files""");
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
        assertThatCode(() -> CodeGuard.refuseCode(file, KerasArchive.read(file).config()))
                .doesNotThrowAnyException();
        assertThatCode(() -> CodeGuard.refuseCode(
                        file,
                        json("{\"class_name\": \"Lambda\", \"config\": {\"name\": \"a\", \"function\":"
                                + " {\"class_name\": \"function\", \"config\": \"relu\"}}}")))
                .doesNotThrowAnyException();
    }
}
