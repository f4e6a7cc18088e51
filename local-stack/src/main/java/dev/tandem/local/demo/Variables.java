package dev.tandem.local.demo;

import dev.tandem.local.console.LaunchException;
import dev.tandem.local.demo.Step.Request;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values behind the names in double braces: the addresses of the services and, once it is known, the order. */
final class Variables {

    private static final String ORDER = "order";
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{([\\w-]+)}}");
    private static final Pattern ORDER_ID = Pattern.compile("\"(?:id|orderId)\"\\s*:\\s*\"([0-9a-f-]{36})\"");

    private final Map<String, String> values;

    Variables(Map<String, String> addresses) {
        this.values = new HashMap<>(addresses);
    }

    /** Keeps the id of the order, if this is the first answer with one. */
    void learnFrom(String answer) {
        var id = ORDER_ID.matcher(answer);
        if (id.find()) {
            values.putIfAbsent(ORDER, id.group(1));
        }
    }

    String order() {
        return valueOf(ORDER);
    }

    HttpRequest resolve(Request request) {
        var http = HttpRequest.newBuilder(URI.create(resolve(request.uri())))
                .method(request.method(), BodyPublishers.ofString(resolve(request.body())));
        for (var header : request.headers()) {
            var parts = header.split(":", 2);
            http.header(parts[0].strip(), resolve(parts[1].strip()));
        }
        return http.build();
    }

    private String resolve(String text) {
        return REFERENCE.matcher(text).replaceAll(name -> Matcher.quoteReplacement(valueOf(name.group(1))));
    }

    private String valueOf(String name) {
        return Optional.ofNullable(values.get(name))
                .orElseThrow(() -> new LaunchException("no value is known for {{" + name + "}}"));
    }
}
