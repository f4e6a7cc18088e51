package dev.tandem.benchmark.orders.parts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;

/** Requests of the JDK's oldest client: it needs the least CPU, since it works on the thread of its caller. */
public final class Http {

    static {
        // It keeps five connections to a server otherwise.
        System.setProperty("http.maxConnections", "256");
    }

    private Http() {}

    /** Sends a request with a JSON body, reads the whole answer, and returns its status. */
    public static int send(String method, URI uri, String body, Map<String, String> headers) throws IOException {
        var bytes = body.getBytes(UTF_8);
        var connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setRequestProperty("Content-Type", "application/json");
        headers.forEach(connection::setRequestProperty);
        connection.setDoOutput(true);
        // Without this, the client repeats a POST by itself if the connection breaks.
        connection.setFixedLengthStreamingMode(bytes.length);
        try (var out = connection.getOutputStream()) {
            out.write(bytes);
        }
        var status = connection.getResponseCode();
        try (var in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            if (in != null) {
                in.transferTo(OutputStream.nullOutputStream());
            }
        }
        return status;
    }

    /** Sends a request that has to succeed. */
    public static void put(URI uri, String body) throws IOException {
        var status = send("PUT", uri, body, Map.of());
        if (status >= 300) {
            throw new IOException(uri + " answered " + status);
        }
    }
}
