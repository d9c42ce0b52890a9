package dev.zoneledger.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Claims as JSON, field by field: the bytes that {@link Json#mapper} writes by reflection, at a fraction of its cost. Nearly
 * all of the log is claims; tests hold the two together.
 */
final class ClaimWriter {

    private static final byte[] ZONE = JsonBytes.quoted("zone");
    private static final byte[] ID = JsonBytes.quoted("id");
    private static final byte[] REVISION = JsonBytes.quoted("revision");
    private static final byte[] SUBJECT = JsonBytes.quoted("subject");
    private static final byte[] ORGANISATION = JsonBytes.quoted("organisation");
    private static final byte[] PROJECT = JsonBytes.quoted("project");
    private static final byte[] PHASE = JsonBytes.quoted("phase");
    private static final byte[] LINE = JsonBytes.quoted("line");
    private static final byte[] MEASURE = JsonBytes.quoted("measure");
    private static final byte[] PRODUCT = JsonBytes.quoted("product");
    private static final byte[] COUNTED = JsonBytes.quoted("counted");
    private static final byte[] QUANTITY = JsonBytes.quoted("quantity");
    private static final byte[] VALUE = JsonBytes.quoted("value");
    private static final byte[] UNIT = JsonBytes.quoted("unit");
    private static final byte[] QUALIFIER = JsonBytes.quoted("qualifier");
    private static final byte[] PRINTED = JsonBytes.quoted("printed");
    private static final byte[] REASON = JsonBytes.quoted("reason");
    private static final byte[] STATUS = JsonBytes.quoted("status");
    private static final byte[] BASIS = JsonBytes.quoted("basis");
    private static final byte[] EFFECTIVE_FROM = JsonBytes.quoted("effectiveFrom");
    private static final byte[] DATE = JsonBytes.quoted("date");
    private static final byte[] PRECISION = JsonBytes.quoted("precision");
    private static final byte[] BOUND = JsonBytes.quoted("bound");
    private static final byte[] PERIOD = JsonBytes.quoted("period");
    private static final byte[] RANK = JsonBytes.quoted("rank");
    private static final byte[] READINGS = JsonBytes.quoted("readings");
    private static final byte[] NOTE = JsonBytes.quoted("note");
    private static final byte[] STATED_BY = JsonBytes.quoted("statedBy");
    private static final byte[] NAME = JsonBytes.quoted("name");
    private static final byte[] OFFICE = JsonBytes.quoted("office");
    private static final byte[] SOURCE = JsonBytes.quoted("source");
    private static final byte[] URI = JsonBytes.quoted("uri");
    private static final byte[] PUBLISHER = JsonBytes.quoted("publisher");
    private static final byte[] PUBLISHED_ON = JsonBytes.quoted("publishedOn");
    private static final byte[] LANGUAGE = JsonBytes.quoted("language");
    private static final byte[] MACHINE_TRANSLATED = JsonBytes.quoted("machineTranslated");
    private static final byte[] LOCATOR = JsonBytes.quoted("locator");
    private static final byte[] EXCERPT = JsonBytes.quoted("excerpt");
    private static final byte[] INFERRED = JsonBytes.quoted("inferred");

    private ClaimWriter() {}

    static void write(JsonBytes json, Claim claim) {
        zone(json, claim);
        identity(json, claim.id(), claim.revision());
        rest(json, claim);
    }

    /** The first part of a claim; its {@link #identity} and the {@link #rest} follow. */
    static void zone(JsonBytes json, Claim claim) {
        json.begin('{');
        json.field(ZONE, claim.zone());
    }

    static void identity(JsonBytes json, String id, int revision) {
        json.field(ID, id);
        json.name(REVISION);
        json.number(revision);
    }

    static void rest(JsonBytes json, Claim claim) {
        subject(json, claim.subject());
        json.field(MEASURE, claim.measure().code());
        json.field(PRODUCT, claim.product());
        json.field(COUNTED, claim.counted());
        quantity(json, claim.quantity());
        json.field(STATUS, claim.status() == null ? null : claim.status().code());
        json.field(BASIS, claim.basis().code());
        date(json, claim.effectiveFrom());
        json.field(PERIOD, claim.period() == null ? null : claim.period().text());
        json.field(RANK, claim.rank().code());
        json.field(REASON, claim.reason());
        readings(json, claim.readings());
        speaker(json, claim.statedBy());
        source(json, claim.source());
        inferred(json, claim.inferred());
        json.field(NOTE, claim.note());
        json.end('}');
    }

    private static void subject(JsonBytes json, Subject subject) {
        json.name(SUBJECT);
        json.begin('{');
        json.field(ZONE, subject.zone());
        json.field(ORGANISATION, subject.organisation());
        json.field(PROJECT, subject.project());
        json.field(PHASE, subject.phase());
        json.field(LINE, subject.line());
        json.end('}');
    }

    private static void quantity(JsonBytes json, Quantity quantity) {
        json.name(QUANTITY);
        json.begin('{');
        switch (quantity) {
            case Quantity.Figure figure -> {
                json.name(VALUE);
                json.number(figure.value());
                json.field(UNIT, figure.unit().code());
                json.field(QUALIFIER, figure.qualifier().code());
                json.field(PRINTED, figure.printed());
            }
            case Quantity.NoFigure none -> json.field(REASON, none.reason().code());
        }
        json.end('}');
    }

    private static void date(JsonBytes json, @Nullable PartialDate date) {
        if (date == null) {
            return;
        }
        json.name(EFFECTIVE_FROM);
        json.begin('{');
        json.field(DATE, date.date());
        json.field(PRECISION, date.precision().code());
        json.field(BOUND, date.bound() == null ? null : date.bound().code());
        json.end('}');
    }

    private static void readings(JsonBytes json, List<Reading> readings) {
        if (readings.isEmpty()) {
            return;
        }
        json.name(READINGS);
        json.begin('[');
        for (Reading reading : readings) {
            json.element();
            json.begin('{');
            json.field(MEASURE, reading.measure().code());
            quantity(json, reading.quantity());
            json.field(NOTE, reading.note());
            json.end('}');
        }
        json.end(']');
    }

    private static void speaker(JsonBytes json, @Nullable Speaker speaker) {
        if (speaker == null) {
            return;
        }
        json.name(STATED_BY);
        json.begin('{');
        json.field(NAME, speaker.name());
        json.field(OFFICE, speaker.office());
        json.field(ORGANISATION, speaker.organisation());
        json.end('}');
    }

    private static void source(JsonBytes json, Source source) {
        json.name(SOURCE);
        json.begin('{');
        json.field(URI, source.uri());
        json.field(PUBLISHER, source.publisher());
        json.field(PUBLISHED_ON, source.publishedOn());
        json.field(LANGUAGE, source.language());
        json.name(MACHINE_TRANSLATED);
        json.flag(source.machineTranslated());
        json.field(LOCATOR, source.locator());
        json.field(EXCERPT, source.excerpt());
        json.end('}');
    }

    private static void inferred(JsonBytes json, List<String> inferred) {
        if (inferred.isEmpty()) {
            return;
        }
        json.name(INFERRED);
        json.begin('[');
        for (String each : inferred) {
            json.element();
            json.text(each);
        }
        json.end(']');
    }
}
