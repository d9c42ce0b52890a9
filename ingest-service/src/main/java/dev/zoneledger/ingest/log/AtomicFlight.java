package dev.zoneledger.ingest.log;

import dev.zoneledger.contract.EventCodec.Attribute;
import dev.zoneledger.contract.EventCodec.Encoded;
import dev.zoneledger.contract.Position;
import dev.zoneledger.ingest.entry.NoRoom;
import dev.zoneledger.rest.ProblemException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Records that come into the log all together or not at all. They are kept in a file until {@link #land}, which sends them
 * in one transaction of Kafka's: short, since other readers of the log wait for its end.
 */
public final class AtomicFlight implements Outbox, AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    private final Transactions transactions;
    private final String topic;
    private final Sendings sendings;
    private final boolean publishes;
    private final FileChannel file;
    private final DataOutputStream out;
    private @Nullable ProblemException noRoom;
    private int records;

    /** @param publishes false to find out only whether it could */
    AtomicFlight(Transactions transactions, String topic, Sendings sendings, boolean publishes, FileChannel file) {
        this.transactions = transactions;
        this.topic = topic;
        this.sendings = sendings;
        this.publishes = publishes;
        this.file = file;
        out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(file), BUFFER));
    }

    static FileChannel spool() {
        try {
            // Nobody can find the file, and nothing of it is left when the process ends in whatever way.
            return FileChannel.open(
                    Files.createTempFile("zone-ingest-", ".spool"),
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw NoRoom.onDisk(e);
        }
    }

    /** Bytes on the disk, headers included. */
    public long size() {
        return out.size();
    }

    @Override
    public boolean hasFailed() {
        return noRoom != null;
    }

    @Override
    public void send(Encoded event) {
        try {
            out.writeUTF(event.key());
            out.writeInt(event.attributes().size());
            for (Attribute attribute : event.attributes()) {
                out.writeUTF(attribute.name());
                writeBytes(attribute.value());
            }
            writeBytes(event.data());
            records++;
        } catch (IOException e) {
            noRoom = NoRoom.onDisk(e);
        }
    }

    private void writeBytes(byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Returns when the transaction is committed or given up; its failure is a problem where there was no room for the file. */
    @Override
    public CompletionStage<Landing> land() {
        flush();
        if (noRoom != null || records == 0 || !publishes) {
            return CompletableFuture.completedStage(new Landing(0, null, noRoom));
        }
        Sendings.Sending sending = sendings.together(records);
        Landing landing = transactions.run(this::sendAll);
        sending.landed(landing);
        return CompletableFuture.completedStage(landing);
    }

    private void flush() {
        if (noRoom != null) {
            return;
        }
        try {
            out.flush();
        } catch (IOException e) {
            noRoom = NoRoom.onDisk(e);
        }
    }

    private Landing sendAll(Producer<String, byte[]> producer) {
        Acknowledgements acknowledgements = new Acknowledgements();
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Channels.newInputStream(file.position(0)), BUFFER))) {
            for (int i = 0; i < records && acknowledgements.failure == null; i++) {
                producer.send(next(in), acknowledgements::add);
            }
            producer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Exception failure = acknowledgements.failure;
        if (failure != null) {
            throw failure instanceof KafkaException kafka ? kafka : new KafkaException(failure);
        }
        return new Landing(records, new Position(acknowledgements.offsets), null);
    }

    private ProducerRecord<String, byte[]> next(DataInputStream in) throws IOException {
        String key = in.readUTF();
        int count = in.readInt();
        List<Attribute> attributes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            attributes.add(new Attribute(in.readUTF(), readBytes(in)));
        }
        return Records.of(topic, key, attributes, readBytes(in));
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Called by the producer's one thread; read when all have come. */
    private static final class Acknowledgements {
        private final TreeMap<Integer, Long> offsets = new TreeMap<>();
        private volatile @Nullable Exception failure;

        void add(org.apache.kafka.clients.producer.@Nullable RecordMetadata metadata, @Nullable Exception exception) {
            if (exception != null || metadata == null) {
                failure = failure == null ? exception : failure;
                return;
            }
            offsets.merge(metadata.partition(), metadata.offset(), Math::max);
        }
    }
}
