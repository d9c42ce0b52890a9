package dev.zoneledger.catalog.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.jpa.HibernateHints;
import org.jspecify.annotations.Nullable;

/** Answers every list: a page as JSON, or all that the filters leave in a form that can be written row by row. */
@ApplicationScoped
class Lists {

    // Rows that the driver holds at a time.
    private static final int FETCH_SIZE = 500;

    private final Registry registry;
    private final EntityManager entities;

    Lists(Registry registry, EntityManager entities) {
        this.registry = registry;
        this.entities = entities;
    }

    /** The list, of the rows for which the conditions hold; those name the row {@code c}, or its attributes alone. */
    <R> Response answer(Listing<R> listing, ListReads reads, Conditions conditions) {
        Format format = Format.of(reads.format, reads.headers, listing.formats());
        Order<R> order = Order.parse(reads.sort, listing.keys(), reads.uri);
        Fields.Choice choice = listing.fields().choose(reads.fields);
        LocalDate day = reads.day();
        if (reads.cursor != null) {
            List<String> place = Cursor.parse(reads.cursor, reads.uri);
            try {
                order.after(place, conditions);
            } catch (RuntimeException e) {
                throw Cursor.refused();
            }
        }
        Question<R> question = new Question<>(listing, reads, conditions, order, day);
        if (format == Format.JSON) {
            int limit = Page.limit(reads.limit);
            return registry.answer(reads, () -> page(question, limit, choice));
        }
        List<Column> columns = choice.of(format == Format.SDMX_CSV ? listing.observations() : listing.columns());
        int limit = Page.limit(reads.limit, Integer.MAX_VALUE - 1);
        return export(listing, reads, format, columns, rows -> write(question, limit, choice, format, rows));
    }

    /** Puts rows one after the other into an export. */
    interface Filling {
        void fill(Rows rows) throws IOException;
    }

    /** The list in a form that is written row by row. */
    Response export(Listing<?> listing, ListReads reads, Format format, List<Column> columns, Filling filling) {
        String zone = reads.uri.getQueryParameters().getFirst("zone");
        String file = listing.name() + (zone == null ? "" : "-" + zone) + "." + format.ending();
        return registry.export(reads, format, out -> {
                    Rows rows = Rows.of(format, listing.name(), columns, out);
                    filling.fill(rows);
                    rows.end();
                })
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"")
                .build();
    }

    private record Question<R>(
            Listing<R> listing,
            ListReads reads,
            Conditions conditions,
            Order<R> order,
            @Nullable LocalDate day) {

        TypedQuery<R> in(EntityManager entities) {
            @SuppressWarnings("unchecked")
            Class<R> type = (Class<R>) (reads.knownAt == null ? listing.now() : listing.then());
            TypedQuery<R> query = entities.createQuery(
                    "from " + type.getSimpleName() + " c where " + conditions.query() + order.orderBy(), type);
            conditions.parameters().map().forEach(query::setParameter);
            return query;
        }

        ObjectNode item(R row) {
            return listing.item().apply(row, day);
        }
    }

    private <R> Page page(Question<R> question, int limit, Fields.Choice choice) {
        // One more tells whether there is another page.
        List<R> rows = question.in(entities).setMaxResults(limit + 1).getResultList();
        boolean more = rows.size() > limit;
        List<R> page = more ? rows.subList(0, limit) : rows;
        return new Page(
                page.stream().map(row -> choice.of(question.item(row))).toList(),
                more ? Cursor.of(question.order.valuesOf(page.getLast()), question.reads.uri) : null);
    }

    private <R> void write(Question<R> question, int limit, Fields.Choice choice, Format format, Rows rows)
            throws IOException {
        try (Stream<R> all = question.in(entities)
                .setHint(HibernateHints.HINT_FETCH_SIZE, FETCH_SIZE)
                .setHint(HibernateHints.HINT_READ_ONLY, true)
                .setMaxResults(limit)
                .getResultStream()) {
            for (Iterator<R> each = all.iterator(); each.hasNext(); ) {
                R row = each.next();
                ObjectNode item = question.item(row);
                // Else the session would hold every row.
                entities.detach(row);
                if (format != Format.SDMX_CSV || Observations.isOne(item)) {
                    JsonNode chosen = format == Format.NDJSON ? choice.of(item) : item;
                    rows.add(chosen);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
