package jeras.applications.text;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import jeras.Array;
import jeras.FileFormatException;
import jeras.UnsupportedPartException;
import jeras.saving.Safetensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that hold no encoder, or none that can be trusted. */
class CheckpointTest {
    @TempDir
    Path folder;

    private void config(String json) throws IOException {
        Files.writeString(folder.resolve("config.json"), json);
    }

    private void read() {
        TextEncoder.fromPretrained(folder).backbone();
    }

    @Test
    void aFolderWithoutAConfigurationIsNamed() {
        assertThatThrownBy(this::read)
                .isInstanceOf(FileFormatException.class)
                .hasMessage("""
                        Cannot read %s.
                          expected: a file
                          received: nothing of that name
                          fix:      copy it beside the model's other files""", folder.resolve("config.json"));
    }

    @Test
    void otherModelsAreRefusedByTheirType() throws IOException {
        config("{\"model_type\": \"gpt2\"}");
        assertThatThrownBy(this::read)
                .isInstanceOf(UnsupportedPartException.class)
                .hasMessage("""
                        The model of %s is none that can be built.
                          expected: a model_type among bert, distilbert, roberta, xlm-roberta, camembert
                          received: model_type gpt2
                          fix:      choose a model of these kinds""", folder.resolve("config.json"));
        config("{\"model_type\": \"bert\", \"position_embedding_type\": \"relative_key\"}");
        assertThatThrownBy(this::read).isInstanceOf(UnsupportedPartException.class);
        config("{\"model_type\": \"bert\", \"is_decoder\": true}");
        assertThatThrownBy(this::read).isInstanceOf(UnsupportedPartException.class);
    }

    @Test
    void aPickleAloneIsRefusedWithTheCommandThatConvertsIt() throws IOException {
        config("{\"model_type\": \"bert\"}");
        Files.write(folder.resolve("pytorch_model.bin"), new byte[] {'P', 'K'});
        assertThatThrownBy(this::read)
                .isInstanceOf(FileFormatException.class)
                .hasMessage("""
                        Cannot read the weights in %s.
                          expected: model.safetensors
                          received: pytorch_model.bin alone, a pickle, which is a program for Python to run
                          fix:      convert it: python -c "import torch, safetensors.torch as s; \
                        w = torch.load(r'%s', map_location='cpu', weights_only=True); \
                        s.save_file({n: t.clone().contiguous() for n, t in w.items()}, r'%s', {'format': 'pt'})\"""", folder, folder.resolve("pytorch_model.bin"), folder.resolve("model.safetensors"));
    }

    @Test
    void missingWeightsAndThoseOfOtherSizesAreNamed() throws IOException {
        config("{\"model_type\": \"bert\", \"hidden_size\": 12, \"vocab_size\": 5}");
        assertThatThrownBy(this::read).hasMessageContaining("expected: model.safetensors, or");
        Safetensors.write(
                folder.resolve("model.safetensors"),
                Map.of("bert.embeddings.word_embeddings.weight", Array.of(new float[7][12])));
        assertThatThrownBy(this::read).isInstanceOf(FileFormatException.class).hasMessage("""
                        The weights do not fit config.json.
                          expected: "embeddings.word_embeddings.weight" of shape (5, 12)
                          received: (7, 12)
                          fix:      take both files from the same model""");
    }

    @Test
    void anIndexDoesNotLeadOutOfItsFolder() throws IOException {
        config("{\"model_type\": \"bert\"}");
        Files.writeString(
                folder.resolve("model.safetensors.index.json"), "{\"weight_map\": {\"x\": \"../secret.safetensors\"}}");
        assertThatThrownBy(this::read)
                .isInstanceOf(FileFormatException.class)
                .hasMessage("""
                        Cannot read %s.
                          expected: names of .safetensors files in the same folder
                          received: "../secret.safetensors"
                          fix:      do not use this file: such a name leads outside its folder""", folder.resolve("model.safetensors.index.json"));
    }

    @Test
    void aDamagedConfigurationIsNamed() throws IOException {
        config("{\"model_type\": \"bert\", \"hidden_size\": \"many\"}");
        assertThatThrownBy(this::read)
                .isInstanceOf(FileFormatException.class)
                .hasMessage("""
                        Cannot read %s (hidden_size).
                          expected: a number
                          received: "many"
                          fix:      correct the file, or copy it again""", folder.resolve("config.json"));
        config("[".repeat(100_000));
        assertThatThrownBy(this::read).isInstanceOf(FileFormatException.class);
    }

    @Test
    void numbersThatWouldFillTheMemoryAreRefused() throws IOException {
        config("{\"model_type\": \"bert\", \"num_hidden_layers\": 1000000000}");
        assertThatThrownBy(this::read)
                .isInstanceOf(FileFormatException.class)
                .hasMessage("""
                        Cannot read %s (num_hidden_layers).
                          expected: a number from 1 to 1000
                          received: 1000000000
                          fix:      correct the file, or copy it again""", folder.resolve("config.json"));
        config("{\"model_type\": \"distilbert\", \"num_labels\": 2000000000}");
        assertThatThrownBy(this::read)
                .isInstanceOf(FileFormatException.class)
                .hasMessageContaining("expected: a number from 1 to 1000000");
    }
}
