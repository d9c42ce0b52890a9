package dev.zoneledger.testing;

import java.util.List;

/** Other spellings of a path that one reader may take for it and another not. */
final class Spellings {

    private Spellings() {}

    static List<String> of(String path) {
        int last = path.lastIndexOf('/');
        String parent = path.substring(0, last);
        String name = path.substring(last + 1);
        return List.of(
                path + ";x",
                "/v1;x=1" + path.substring("/v1".length()),
                path + "%3bx",
                parent + "%2f" + name,
                parent + "%2F" + name,
                parent + "%5c" + name,
                "/" + path,
                parent + "//" + name,
                parent + "/./" + name,
                parent + "/%2e/" + name,
                parent + "/x/../" + name,
                path + "/.");
    }
}
