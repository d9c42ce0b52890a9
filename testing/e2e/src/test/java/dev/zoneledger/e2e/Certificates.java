package dev.zoneledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Certificates as an operator gives them out: all signed by one authority, each with its key in a file of its own. */
final class Certificates {
    private static final String PASSWORD = "of-a-test";
    private static final String AUTHORITY = "authority";

    private final Path folder;

    /** Makes the authority. */
    Certificates(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        make(AUTHORITY, "-ext", "bc=ca:true");
        keytool("-exportcert", "-rfc", "-alias", AUTHORITY, "-file", authority().toString());
    }

    /** What all of them are trusted by. */
    Path authority() {
        return folder.resolve("ca.crt");
    }

    /** Gives one out to a client or server on this machine, by its common name. */
    void giveTo(String name) throws IOException, InterruptedException {
        make(name, "-signer", AUTHORITY, "-ext", "san=ip:127.0.0.1");
        keytool(
                "-importkeystore",
                "-srcalias",
                name,
                "-srckeystore",
                all().toString(),
                "-srcstorepass",
                PASSWORD,
                "-destkeystore",
                keyOf(name).toString());
    }

    /** Kafka's settings for whoever is to be known by the certificate of that name. */
    Map<String, String> settings(String name) {
        return Map.of(
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                keyOf(name).toString(),
                "ssl.keystore.password",
                PASSWORD,
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                authority().toString());
    }

    private Path keyOf(String name) {
        return folder.resolve(name + ".p12");
    }

    private Path all() {
        return folder.resolve("all.p12");
    }

    private void make(String name, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("-genkeypair", "-alias", name, "-dname", "CN=" + name, "-keyalg", "EC", "-keystore"));
        command.add(all().toString());
        command.addAll(List.of(options));
        keytool(command.toArray(String[]::new));
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        if (!command.contains("-keystore") && !command.contains("-destkeystore")) {
            command.addAll(List.of("-keystore", all().toString()));
        }
        command.addAll(List.of(command.contains("-destkeystore") ? "-deststorepass" : "-storepass", PASSWORD));
        Path output = folder.resolve("keytool.out");
        int exit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        assertThat(exit).as(() -> command + ": " + read(output)).isZero();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
