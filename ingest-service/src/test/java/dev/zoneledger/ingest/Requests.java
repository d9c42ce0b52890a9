package dev.zoneledger.ingest;

import static io.restassured.config.EncoderConfig.encoderConfig;

import dev.zoneledger.ingest.entry.Ndjson;
import dev.zoneledger.ingest.sheet.Csv;
import dev.zoneledger.ingest.sheet.Xlsx;
import io.restassured.RestAssured;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;

/** How test requests are sent. */
final class Requests {

    /** REST Assured knows neither NDJSON nor tables nor CloudEvents, and would encode text by itself. */
    static final RestAssuredConfig BYTES_AS_THEY_ARE = RestAssured.config()
            .encoderConfig(encoderConfig()
                    .encodeContentTypeAs(Ndjson.MEDIA_TYPE, ContentType.BINARY)
                    .encodeContentTypeAs(Csv.MEDIA_TYPE, ContentType.BINARY)
                    .encodeContentTypeAs(Xlsx.MEDIA_TYPE, ContentType.BINARY)
                    .encodeContentTypeAs(CloudEvents.STRUCTURED, ContentType.BINARY)
                    .encodeContentTypeAs(CloudEvents.BATCH, ContentType.BINARY)
                    .encodeContentTypeAs("application/cloudevents+avro", ContentType.BINARY)
                    .appendDefaultContentCharsetToContentTypeIfUndefined(false));

    private Requests() {}
}
