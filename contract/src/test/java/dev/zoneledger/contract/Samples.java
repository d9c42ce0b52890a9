package dev.zoneledger.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The golden samples: records as they were published once; they must be read, and written, so for ever. */
final class Samples {

    private static final Path FOLDER = Path.of("src/main/resources/samples");
    private static final ObjectMapper MAPPER = Json.mapper();

    /** A record of the log as a file: its key, headers, data, and the pinned SHA-256 of the data's bytes. */
    record Sample(String name, String key, Map<String, String> headers, String hash, JsonNode data) {

        byte[] bytes() {
            try {
                return MAPPER.writeValueAsBytes(data);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        EventType type() {
            return EventType.find(headers.get("ce_type")).orElseThrow();
        }

        EventCodec.Decoded decode() throws EventCodec.UndecodableEvent {
            return decode(bytes());
        }

        EventCodec.Decoded decode(byte[] value) throws EventCodec.UndecodableEvent {
            return new EventCodec()
                    .decode(
                            header -> headers.containsKey(header)
                                    ? headers.get(header).getBytes(StandardCharsets.UTF_8)
                                    : null,
                            key.getBytes(StandardCharsets.UTF_8),
                            value);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private Samples() {}

    /** Those of the log. */
    static List<Sample> all() {
        return Arrays.stream(EventType.values())
                .map(EventType::type)
                .sorted()
                .flatMap(type -> of(type).stream())
                .toList();
    }

    /** Those of a type. */
    static List<Sample> of(String type) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(type))) {
            return files.sorted().map(Samples::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Sample read(Path file) {
        try {
            JsonNode sample = MAPPER.readTree(Files.readString(file));
            Map<String, String> headers = MAPPER.convertValue(
                    sample.get("headers"),
                    MAPPER.getTypeFactory().constructMapType(Map.class, String.class, String.class));
            return new Sample(
                    FOLDER.relativize(file).toString(),
                    sample.get("key").asText(),
                    headers,
                    sample.path("hash").asText(),
                    sample.get("data"));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
