package dev.zoneledger.catalog;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** The statements that requests have sent to the database. */
@PersistenceUnitExtension
public class SentStatements implements StatementInspector {

    private static final long serialVersionUID = 1L;
    private static final List<String> SENT = new CopyOnWriteArrayList<>();

    /** Those since this was asked last. */
    static List<String> take() {
        List<String> sent = List.copyOf(SENT);
        SENT.clear();
        return sent;
    }

    @Override
    public String inspect(String sql) {
        SENT.add(sql);
        return sql;
    }
}
