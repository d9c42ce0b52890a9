package dev.zoneledger.metrics.totals;

import dev.zoneledger.contract.Position;
import dev.zoneledger.metrics.state.Ledger;
import dev.zoneledger.metrics.state.LedgerStores;
import dev.zoneledger.metrics.state.Reflected;
import dev.zoneledger.rest.Positions;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import java.time.LocalDate;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Questions of requests to the ledger, and its answers with their position. */
@Singleton
public final class Answers {

    /** On answers of a copy, while the owner of the zone does not answer. */
    static final String STANDBY = "Zone-Standby";

    private final Ledger ledger;
    private final Request request;

    /** The request is the present one, whichever that is. */
    Answers(Ledger ledger, Request request) {
        this.ledger = ledger;
        this.request = request;
    }

    /**
     * The answer with its position in header and entity tag; 304 if the client has it.
     *
     * @param today the day that the answer depends on although the request does not name it
     */
    public <T, B> RestResponse<B> of(
            Asking asking,
            @Nullable LocalDate today,
            Function<LedgerStores, T> question,
            BiFunction<T, String, B> body) {
        Reflected<T> reflected = ask(asking, question);
        Position position = reflected.position();
        EntityTag tag = new EntityTag(today == null ? position.toString() : position + ";" + today);
        RestResponse.ResponseBuilder<B> answer = request.evaluatePreconditions(tag) == null
                ? RestResponse.ResponseBuilder.ok(body.apply(reflected.answer(), position.toString()))
                : RestResponse.ResponseBuilder.notModified();
        return told(answer.tag(tag), reflected);
    }

    /** The same to a question that can also be put to several zones. */
    public <S, A> RestResponse<A> of(Asking asking, Question<S, A> question) {
        return of(
                asking,
                question.today(),
                stores -> question.ask(stores, asking.zone()),
                (said, position) -> question.told(said, asking.zone(), position));
    }

    /** The answer to what was posted: with its position, and no tag. */
    public <T, B> RestResponse<B> posted(
            Asking asking, Function<LedgerStores, T> question, BiFunction<T, String, B> body) {
        Reflected<T> reflected = ask(asking, question);
        B answer = body.apply(reflected.answer(), reflected.position().toString());
        return told(RestResponse.ResponseBuilder.ok(answer), reflected);
    }

    /** With what it reflects, and whether it comes from a copy. */
    private static <B> RestResponse<B> told(RestResponse.ResponseBuilder<B> answer, Reflected<?> reflected) {
        if (reflected.standby()) {
            answer.header(STANDBY, true);
        }
        return answer.header(Positions.HEADER, reflected.position()).build();
    }

    private <T> Reflected<T> ask(Asking asking, Function<LedgerStores, T> question) {
        return ledger.ask(
                asking.zone(),
                Positions.after(asking.after()).orElse(null),
                Positions.patience(asking.prefer()),
                question);
    }
}
