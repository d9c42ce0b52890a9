package dev.zoneledger.ingest.entry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.zoneledger.rest.Problem.FieldError;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;

/** One JSON object a line, each with a {@code type}. */
@Singleton
public final class Ndjson implements EntryFormat {

    public static final String MEDIA_TYPE = "application/x-ndjson";

    // None of them is registered; tools are divided.
    private static final Set<String> OTHER_NAMES = Set.of(
            "application/ndjson",
            "application/jsonl",
            "application/x-jsonl",
            "application/jsonlines",
            "application/x-jsonlines");

    // Where a line is no object, so that no field can be added: the line itself, as text.
    private static final String LINE = "line";

    private final EntryReader reader;
    private final JsonFactory factory;
    private final int maxLength;

    Ndjson(IngestLimits limits) {
        this.reader = new EntryReader(limits);
        this.factory = Tree.factory(limits.depth());
        this.maxLength = Math.toIntExact(limits.entry().asLongValue());
    }

    @Override
    public String mediaType() {
        return MEDIA_TYPE;
    }

    @Override
    public Set<String> alsoKnownAs() {
        return OTHER_NAMES;
    }

    @Override
    public List<String> fileEndings() {
        return List.of(".ndjson", ".jsonl");
    }

    @Override
    public EntrySource open(InputStream file, Map<String, String> parameters) {
        return new LinesOfEntries(new Lines(file, maxLength));
    }

    private final class LinesOfEntries implements EntrySource {
        private final Lines lines;

        LinesOfEntries(Lines lines) {
            this.lines = lines;
        }

        @Override
        public boolean next() throws IOException {
            while (lines.next()) {
                if (!lines.isBlank()) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public long row() {
            return lines.number();
        }

        @Override
        public Entry read(Faults faults) {
            if (lines.isTooLong()) {
                faults.add(() -> FieldError.at(
                        "", "a line has at most " + maxLength + " bytes (zone.ingest.limits.entry)", null));
                return new Entry(null, null, false);
            }
            return reader.line(lines.buffer(), lines.start(), lines.length(), faults);
        }

        @Override
        public RejectedEntries rejectedInto(OutputStream file) {
            return new RejectedEntries() {
                @Override
                public void add(LongFunction<String> why) throws IOException {
                    file.write(rejected(why.apply(row())));
                    file.write('\n');
                }

                @Override
                public void close() throws IOException {
                    file.flush();
                }
            };
        }

        private byte[] rejected(String why) throws IOException {
            if (!lines.isTooLong()) {
                try {
                    return withField(why);
                } catch (IOException noObject) {
                    // Given back as text below.
                }
            }
            var line = new ByteArrayOutputStream();
            try (JsonGenerator json = factory.createGenerator(line)) {
                json.writeStartObject();
                json.writeStringField(REJECTED, why);
                if (!lines.isTooLong()) {
                    json.writeStringField(
                            LINE, new String(lines.buffer(), lines.start(), lines.length(), StandardCharsets.UTF_8));
                }
                json.writeEndObject();
            }
            return line.toByteArray();
        }

        /** Copied token by token: numbers keep every digit, and fields that stand twice stay so. */
        private byte[] withField(String why) throws IOException {
            var line = new ByteArrayOutputStream();
            try (JsonParser parser = factory.createParser(lines.buffer(), lines.start(), lines.length());
                    JsonGenerator json = factory.createGenerator(line)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    throw new IOException("no object");
                }
                json.writeStartObject();
                json.writeStringField(REJECTED, why);
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    boolean earlier = REJECTED.equals(parser.currentName());
                    if (!earlier) {
                        json.copyCurrentEvent(parser);
                    }
                    int depth = 0;
                    do {
                        JsonToken token = parser.nextToken();
                        if (token == null) {
                            throw new IOException("ends too early");
                        }
                        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                        if (!earlier && token.isNumeric()) {
                            json.writeNumber(parser.getText());
                        } else if (!earlier) {
                            json.copyCurrentEvent(parser);
                        }
                    } while (depth > 0);
                }
                json.writeEndObject();
                if (parser.nextToken() != null) {
                    throw new IOException("more than one object");
                }
            }
            return line.toByteArray();
        }
    }
}
