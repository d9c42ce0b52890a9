package dev.zoneledger.testing;

import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** Reads what was answered only where it is an error: other answers may be long, and some have no end. */
final class Glance implements BodySubscriber<String> {

    private final CompletableFuture<String> body = new CompletableFuture<>();

    private Glance() {}

    static BodySubscriber<String> at(ResponseInfo answer) {
        if (answer.statusCode() >= 400) {
            return BodySubscribers.ofString(StandardCharsets.UTF_8);
        }
        boolean endless = answer.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
        return endless ? new Glance() : BodySubscribers.replacing("");
    }

    @Override
    public CompletionStage<String> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        subscription.cancel();
        body.complete("");
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
        // Nothing was asked for.
    }

    @Override
    public void onError(Throwable failure) {
        body.complete("");
    }

    @Override
    public void onComplete() {
        body.complete("");
    }
}
