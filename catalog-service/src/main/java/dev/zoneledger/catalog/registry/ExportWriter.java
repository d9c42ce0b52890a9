package dev.zoneledger.catalog.registry;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerHttpResponse;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Sends exports. The platform's own stream would do but for two things: it does not give up a client that reads nothing, and an
 * answer that breaks off must not look like one that is complete.
 */
@Provider
public final class ExportWriter implements ServerMessageBodyWriter<Export> {

    private static final Logger LOG = Logger.getLogger(ExportWriter.class);

    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType mediaType) {
        return Export.class.isAssignableFrom(type);
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return Export.class.isAssignableFrom(type);
    }

    @Override
    public void writeResponse(Export export, Type genericType, ServerRequestContext context) throws IOException {
        ServerHttpResponse response = context.serverResponse();
        Chunks chunks = new Chunks(response);
        try {
            export.write(chunks);
            chunks.close();
        } catch (IOException | RuntimeException e) {
            if (!response.headWritten()) {
                throw e;
            }
            // Without its last chunk: the client sees that it is not whole.
            if (e instanceof IOException) {
                LOG.infof("an export broke off: %s", e.getMessage());
            } else {
                LOG.error("an export broke off", e);
            }
            response.reset();
        } finally {
            export.close();
        }
    }

    @Override
    public void writeTo(
            Export export,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        try {
            export.write(out);
        } finally {
            export.close();
        }
    }
}
