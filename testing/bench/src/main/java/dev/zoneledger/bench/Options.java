package dev.zoneledger.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the command line asks for. */
record Options(List<String> what, int pairs, int seconds, int size, boolean help) {

    private static final Set<String> KNOWN = Set.of("bulk", "single", "memory", "memory-csv", "memory-xlsx");

    static Options of(List<String> arguments) {
        List<String> what = new ArrayList<>();
        int pairs = 3;
        int seconds = 15;
        int size = 0;
        boolean help = false;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            switch (argument) {
                case "--help", "-h" -> help = true;
                case "--no-build" -> {}
                case "--pairs" -> pairs = number(arguments, ++i);
                case "--seconds" -> seconds = number(arguments, ++i);
                case "--size" -> size = number(arguments, ++i);
                default -> {
                    if (!KNOWN.contains(argument)) {
                        System.err.println("There is no " + argument + "; see --help");
                        System.exit(2);
                    }
                    what.add(argument);
                }
            }
        }
        return new Options(what.isEmpty() ? List.of("bulk", "single") : what, pairs, seconds, size, help);
    }

    int sizeOf(String what) {
        if (size > 0) {
            return size;
        }
        return switch (what) {
            case "memory-csv" -> 200;
            case "memory-xlsx" -> 1000;
            default -> 1024;
        };
    }

    private static int number(List<String> arguments, int at) {
        return Integer.parseInt(arguments.get(at));
    }
}
