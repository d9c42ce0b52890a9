package dev.zoneledger.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Claims as JSON, field by field: the bytes that {@link Json#mapper} writes by reflection, at a fraction of its cost. Nearly
 * all of the log is claims; tests hold the two together.
 */
final class ClaimWriter {

    private static final SerializableString ZONE = name("zone");
    private static final SerializableString ID = name("id");
    private static final SerializableString REVISION = name("revision");
    private static final SerializableString SUBJECT = name("subject");
    private static final SerializableString ORGANISATION = name("organisation");
    private static final SerializableString PROJECT = name("project");
    private static final SerializableString PHASE = name("phase");
    private static final SerializableString LINE = name("line");
    private static final SerializableString MEASURE = name("measure");
    private static final SerializableString PRODUCT = name("product");
    private static final SerializableString COUNTED = name("counted");
    private static final SerializableString QUANTITY = name("quantity");
    private static final SerializableString VALUE = name("value");
    private static final SerializableString UNIT = name("unit");
    private static final SerializableString QUALIFIER = name("qualifier");
    private static final SerializableString REASON = name("reason");
    private static final SerializableString STATUS = name("status");
    private static final SerializableString BASIS = name("basis");
    private static final SerializableString EFFECTIVE_FROM = name("effectiveFrom");
    private static final SerializableString DATE = name("date");
    private static final SerializableString PRECISION = name("precision");
    private static final SerializableString BOUND = name("bound");
    private static final SerializableString PERIOD = name("period");
    private static final SerializableString RANK = name("rank");
    private static final SerializableString READINGS = name("readings");
    private static final SerializableString NOTE = name("note");
    private static final SerializableString STATED_BY = name("statedBy");
    private static final SerializableString NAME = name("name");
    private static final SerializableString OFFICE = name("office");
    private static final SerializableString SOURCE = name("source");
    private static final SerializableString URI = name("uri");
    private static final SerializableString PUBLISHER = name("publisher");
    private static final SerializableString PUBLISHED_ON = name("publishedOn");
    private static final SerializableString LANGUAGE = name("language");
    private static final SerializableString MACHINE_TRANSLATED = name("machineTranslated");
    private static final SerializableString LOCATOR = name("locator");
    private static final SerializableString EXCERPT = name("excerpt");
    private static final SerializableString INFERRED = name("inferred");

    private static final int USUAL_SIZE = 1024;

    private final JsonFactory factory;

    ClaimWriter(JsonFactory factory) {
        this.factory = factory;
    }

    /** @param identity whether id and revision are to be in it */
    byte[] bytes(Claim claim, boolean identity) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try (JsonGenerator json = factory.createGenerator(bytes)) {
            write(json, claim, identity);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Claim claim, boolean identity) throws IOException {
        json.writeStartObject();
        text(json, ZONE, claim.zone());
        if (identity) {
            text(json, ID, claim.id());
            json.writeFieldName(REVISION);
            json.writeNumber(claim.revision());
        }
        subject(json, claim.subject());
        text(json, MEASURE, claim.measure().code());
        text(json, PRODUCT, claim.product());
        text(json, COUNTED, claim.counted());
        quantity(json, claim.quantity());
        text(json, STATUS, claim.status() == null ? null : claim.status().code());
        text(json, BASIS, claim.basis().code());
        date(json, claim.effectiveFrom());
        text(json, PERIOD, claim.period() == null ? null : claim.period().text());
        text(json, RANK, claim.rank().code());
        text(json, REASON, claim.reason());
        readings(json, claim.readings());
        speaker(json, claim.statedBy());
        source(json, claim.source());
        inferred(json, claim.inferred());
        text(json, NOTE, claim.note());
        json.writeEndObject();
    }

    private static void subject(JsonGenerator json, Subject subject) throws IOException {
        json.writeFieldName(SUBJECT);
        json.writeStartObject();
        text(json, ZONE, subject.zone());
        text(json, ORGANISATION, subject.organisation());
        text(json, PROJECT, subject.project());
        text(json, PHASE, subject.phase());
        text(json, LINE, subject.line());
        json.writeEndObject();
    }

    private static void quantity(JsonGenerator json, Quantity quantity) throws IOException {
        json.writeFieldName(QUANTITY);
        json.writeStartObject();
        switch (quantity) {
            case Quantity.Figure figure -> {
                json.writeFieldName(VALUE);
                json.writeNumber(figure.value());
                text(json, UNIT, figure.unit().code());
                text(json, QUALIFIER, figure.qualifier().code());
            }
            case Quantity.NoFigure none -> text(json, REASON, none.reason().code());
        }
        json.writeEndObject();
    }

    private static void date(JsonGenerator json, @Nullable PartialDate date) throws IOException {
        if (date == null) {
            return;
        }
        json.writeFieldName(EFFECTIVE_FROM);
        json.writeStartObject();
        text(json, DATE, date.date());
        text(json, PRECISION, date.precision().code());
        text(json, BOUND, date.bound() == null ? null : date.bound().code());
        json.writeEndObject();
    }

    private static void readings(JsonGenerator json, List<Reading> readings) throws IOException {
        if (readings.isEmpty()) {
            return;
        }
        json.writeFieldName(READINGS);
        json.writeStartArray();
        for (Reading reading : readings) {
            json.writeStartObject();
            text(json, MEASURE, reading.measure().code());
            quantity(json, reading.quantity());
            text(json, NOTE, reading.note());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void speaker(JsonGenerator json, @Nullable Speaker speaker) throws IOException {
        if (speaker == null) {
            return;
        }
        json.writeFieldName(STATED_BY);
        json.writeStartObject();
        text(json, NAME, speaker.name());
        text(json, OFFICE, speaker.office());
        text(json, ORGANISATION, speaker.organisation());
        json.writeEndObject();
    }

    private static void source(JsonGenerator json, Source source) throws IOException {
        json.writeFieldName(SOURCE);
        json.writeStartObject();
        text(json, URI, source.uri());
        text(json, PUBLISHER, source.publisher());
        text(json, PUBLISHED_ON, source.publishedOn());
        text(json, LANGUAGE, source.language());
        json.writeFieldName(MACHINE_TRANSLATED);
        json.writeBoolean(source.machineTranslated());
        text(json, LOCATOR, source.locator());
        text(json, EXCERPT, source.excerpt());
        json.writeEndObject();
    }

    private static void inferred(JsonGenerator json, List<String> inferred) throws IOException {
        if (inferred.isEmpty()) {
            return;
        }
        json.writeFieldName(INFERRED);
        json.writeStartArray();
        for (String each : inferred) {
            json.writeString(each);
        }
        json.writeEndArray();
    }

    /** What is empty is left out. */
    private static void text(JsonGenerator json, SerializableString name, @Nullable String value) throws IOException {
        if (value != null && !value.isEmpty()) {
            json.writeFieldName(name);
            json.writeString(value);
        }
    }

    private static SerializableString name(String name) {
        return new SerializedString(name);
    }
}
