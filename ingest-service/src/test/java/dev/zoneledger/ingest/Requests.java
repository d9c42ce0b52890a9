package dev.zoneledger.ingest;

import static io.restassured.config.EncoderConfig.encoderConfig;

import dev.zoneledger.ingest.entry.Ndjson;
import io.restassured.RestAssured;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;

/** How test requests are sent. */
final class Requests {

    /** REST Assured knows no NDJSON, and would encode text by itself. */
    static final RestAssuredConfig BYTES_AS_THEY_ARE = RestAssured.config()
            .encoderConfig(encoderConfig().encodeContentTypeAs(Ndjson.MEDIA_TYPE, ContentType.BINARY));

    private Requests() {}
}
