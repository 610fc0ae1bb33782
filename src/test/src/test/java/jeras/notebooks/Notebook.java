package jeras.notebooks;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Jupyter notebook as it lies in the repository.
 *
 * @param name the file's name
 * @param cells all its cells in order
 */
record Notebook(String name, List<Cell> cells) {
    /**
     * @param isCode whether it is to be run
     * @param source its text
     * @param outputs how many outputs are stored with it
     */
    record Cell(boolean isCode, String source, int outputs) {}

    static Notebook read(Path file) throws IOException {
        JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        List<Cell> cells = new ArrayList<>();
        for (JsonElement element : json.getAsJsonArray("cells")) {
            JsonObject cell = element.getAsJsonObject();
            boolean isCode = cell.get("cell_type").getAsString().equals("code");
            int outputs = isCode ? cell.getAsJsonArray("outputs").size() : 0;
            cells.add(new Cell(isCode, text(cell.getAsJsonArray("source")), outputs));
        }
        return new Notebook(file.getFileName().toString(), List.copyOf(cells));
    }

    private static String text(JsonArray lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.getAsString()));
        return text.toString();
    }
}
