package dev.zoneledger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.*;
import org.junit.jupiter.api.Test;

class ProbeTest {
    @Property
    void p(@ForAll int a, @ForAll int b) {
        assertThat(a + b).isEqualTo(b + a);
    }

    @Test
    void t() {}
}
