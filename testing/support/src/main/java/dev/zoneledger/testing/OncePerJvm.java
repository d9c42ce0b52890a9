package dev.zoneledger.testing;

import java.util.function.Supplier;

/**
 * Values that are made once in a JVM. Quarkus loads test classes anew for each application that it starts, so a static field
 * would be made again each time; system properties are the JVM's own.
 */
final class OncePerJvm {
    private OncePerJvm() {}

    static String get(String what, Supplier<String> maker) {
        String property = "zone.testing." + what;
        // The one object that is the same whichever class loader asks.
        synchronized (Runtime.getRuntime()) {
            String made = System.getProperty(property);
            if (made == null) {
                made = maker.get();
                System.setProperty(property, made);
            }
            return made;
        }
    }
}
