package dev.zoneledger.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the command line asks for. */
record Options(List<String> what, int pairs, int seconds, int megabytes, boolean help) {

    private static final Set<String> KNOWN = Set.of("bulk", "single", "memory");

    static Options of(List<String> arguments) {
        List<String> what = new ArrayList<>();
        int pairs = 3;
        int seconds = 15;
        int megabytes = 1024;
        boolean help = false;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            switch (argument) {
                case "--help", "-h" -> help = true;
                case "--no-build" -> {}
                case "--pairs" -> pairs = number(arguments, ++i);
                case "--seconds" -> seconds = number(arguments, ++i);
                case "--megabytes" -> megabytes = number(arguments, ++i);
                default -> {
                    if (!KNOWN.contains(argument)) {
                        System.err.println("There is no " + argument + "; see --help");
                        System.exit(2);
                    }
                    what.add(argument);
                }
            }
        }
        return new Options(what.isEmpty() ? List.of("bulk", "single") : what, pairs, seconds, megabytes, help);
    }

    private static int number(List<String> arguments, int at) {
        return Integer.parseInt(arguments.get(at));
    }
}
