package dev.zoneledger.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoneledger.rest.ProblemException;
import dev.zoneledger.testing.Allocated;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/** Whatever is sent as a form ends in a file, in a problem, or in a body that broke off. */
class MalformedFormsTest {

    /** So many forms must have been refused. */
    private static final int MALFORMED = 10_000;

    private static final AtomicInteger REFUSED = new AtomicInteger();
    private static final long MAX_ALLOCATED = 8 << 20;

    private static final String FORM = "--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nfor you\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"; filename*=UTF-8''a%20b.csv\r\n"
            + "Content-Type: text/csv\r\nContent-Transfer-Encoding: binary\r\n\r\n" + "a,b,c\r\n".repeat(20)
            + "\r\n--b--\r\n";

    private static final List<String> NASTY = List.of(
            "\r\n",
            "\r\n\r\n",
            "\r",
            "\n",
            "--b",
            "--b--",
            "--",
            "\r\n--b\r\n",
            ":",
            "\"",
            ";",
            "=",
            "filename=",
            "filename=\"",
            "filename*=",
            "filename*=UTF-16''%00%D8",
            "filename*=NONE''x",
            "Content-Transfer-Encoding: base64\r\n",
            "Content-Transfer-Encoding: quoted-printable\r\n",
            "=ZZ",
            "%",
            "%zz",
            "\u0000",
            "包",
            "x".repeat(70_000));

    @AfterContainer
    static void requireThatEnoughWereRefused() {
        assertThat(REFUSED.get()).isGreaterThanOrEqualTo(MALFORMED);
    }

    @Property(tries = 20_000, shrinking = ShrinkingMode.OFF)
    void shouldEndInAFileOrARefusal(@ForAll long seed) {
        byte[] form = mutated(new Random(seed));
        assertThat(Allocated.by(() -> read(form))).isLessThan(MAX_ALLOCATED);
    }

    private static void read(byte[] form) {
        try {
            new FilePart(new ByteArrayInputStream(form), "b").readAllBytes();
        } catch (ProblemException refusal) {
            REFUSED.incrementAndGet();
            assertThat(refusal.problem().status()).isIn(400, 413);
            assertThat(refusal.problem().detail()).isNotBlank();
        } catch (IOException brokenOff) {
            REFUSED.incrementAndGet();
        }
    }

    private static byte[] mutated(Random random) {
        byte[] form = FORM.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(form.length + 1);
            int end = Math.min(form.length, at + random.nextInt(12));
            byte[] piece = NASTY.get(random.nextInt(NASTY.size())).getBytes(StandardCharsets.UTF_8);
            var result = new ByteArrayOutputStream();
            result.write(form, 0, at);
            if (random.nextInt(4) > 0) {
                result.writeBytes(piece);
            }
            result.write(form, end, form.length - end);
            form = result.toByteArray();
        }
        return form;
    }
}
