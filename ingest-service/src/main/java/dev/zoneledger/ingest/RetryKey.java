package dev.zoneledger.ingest;

import dev.zoneledger.ingest.Admission.Names;
import dev.zoneledger.rest.Problem;
import dev.zoneledger.rest.Problem.FieldError;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What ids follow from when a request may be sent again: the header {@code Idempotency-Key} (IETF draft of the HTTPAPI
 * working group) of one caller, or the name that a sender gave its event. The same key gives the same ids whatever the
 * body, so that another body under one key is found out where the ids meet.
 */
record RetryKey(String owner, String key) {

    static final String HEADER = "Idempotency-Key";

    private static final int MAX_LENGTH = 255;
    private static final int DIGITS = 32;

    /** A string of RFC 9651, with its quotation marks; or the key as it is, which many clients send. */
    private static final Pattern STRING = Pattern.compile("\"(?:[ !#-\\[\\]-~]|\\\\[\"\\\\])+\"");

    private static final Pattern BARE = Pattern.compile("[!#-~]+");

    /** Null if the header is not given. */
    static @Nullable RetryKey of(String caller, @Nullable String header) {
        if (header == null) {
            return null;
        }
        String text = header.strip();
        if (text.length() <= MAX_LENGTH && STRING.matcher(text).matches()) {
            return new RetryKey(caller, text.substring(1, text.length() - 1).replaceAll("\\\\([\"\\\\])", "$1"));
        }
        if (text.length() <= MAX_LENGTH && BARE.matcher(text).matches()) {
            return new RetryKey(caller, text);
        }
        throw Problem.invalidParameter(FieldError.ofParameter(
                        HEADER,
                        "expected a text of up to " + MAX_LENGTH
                                + " ASCII characters in quotation marks, for instance \"8e03978e-40d5\"",
                        null))
                .asException();
    }

    /** Of the entry that stands there in the body, from 0. */
    Names names(long index) {
        String digest = digest(index);
        return new Names(Admission.SOURCE, "k-" + digest, "c-" + digest);
    }

    /** Of an event that its sender has named: the name is kept, and gives a claim that bears no id its own. */
    static Names ofEvent(String source, String id) {
        return new Names(source, id, "c-" + new RetryKey(source, id).digest(0));
    }

    private String digest(long index) {
        String text = owner.length() + ":" + owner + key + "\n" + index;
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
