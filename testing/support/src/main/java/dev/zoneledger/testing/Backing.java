package dev.zoneledger.testing;

/** Real Kafka and real PostgreSQL, started when first asked for, one of each in a JVM, ended with it. */
public final class Backing {
    private Backing() {}

    /** The address of the broker, as {@code bootstrap.servers} takes it. */
    public static String kafka() {
        return OncePerJvm.get("kafka", () -> switch (Choice.made()) {
            case CONTAINERS -> Containers.startKafka();
            case EMBEDDED -> Embedded.startKafka();
        });
    }

    /** A database that nobody else uses; a new one at each call. */
    public static Database newDatabase() {
        return Database.createOn(OncePerJvm.get("postgres", () -> switch (Choice.made()) {
            case CONTAINERS -> Containers.startPostgres();
            case EMBEDDED -> Embedded.startPostgres();
        }));
    }
}
